package io.obsrv.lifecycle;

import io.obsrv.archive.ArchiveException;
import io.obsrv.archive.Bundles;
import io.obsrv.archive.Manifest;
import io.obsrv.dataset.Archive;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.StaleRevisionException;
import io.obsrv.dataset.Verb;
import io.obsrv.error.InvalidException;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import java.util.List;
import java.util.Optional;

/**
 * Moves the rows of retired datasets into bundles and back. The bundle is whole before the registry
 * names it, and the tables go only afterwards; on the way back it is checked to the last byte
 * before anything is written. Each step can be repeated, so that a process that dies leaves the
 * rows in one of the two places, and {@link Recovery} goes on. Stateless.
 */
final class Archiver {
  private final Desk desk;
  private final Mover mover;

  Archiver(Desk desk, Mover mover) {
    this.desk = desk;
    this.mover = mover;
  }

  Dataset archive(DatasetId id) {
    return desk.moves().alone(Verb.ARCHIVE, id, hold -> archiveAlone(id, hold));
  }

  private Dataset archiveAlone(DatasetId id, Hold hold) {
    Dataset dataset = mover.dataset(id);
    return dataset.isUnderWay(Verb.ARCHIVE)
        ? finishArchive(dataset, hold)
        : finishArchive(write(dataset), hold);
  }

  private Dataset write(Dataset dataset) {
    mover.check(Verb.ARCHIVE, dataset, Optional.empty());
    Layout layout = layout(dataset);
    Bundles bundles = desk.bundles().of(dataset);
    String name = Bundles.name(dataset.id(), dataset.revision());
    Archive bundle;
    try {
      bundle = bundles.write(name, manifest(dataset), sink -> desk.archives().dump(layout, sink));
    } catch (IllegalStateException e) {
      bundles.remove(name);
      mover.refuseIfMoved(dataset);
      throw e;
    }
    Dataset archived = dataset.archived(bundle);
    try {
      mover.apply(dataset, archived, mover.entry(dataset, Verb.ARCHIVE, archived.status()));
    } catch (StaleRevisionException e) {
      bundles.remove(name);
      throw e;
    }
    return archived;
  }

  private Manifest manifest(Dataset dataset) {
    return new Manifest(
        dataset.id(),
        dataset.live().orElseThrow(),
        Release.name(),
        mover.now(),
        mover.versions(dataset.id()),
        desk.registry().audit(dataset.id()),
        List.of());
  }

  Dataset finishArchive(Dataset archived, Hold hold) {
    desk.archives().drop(archived.id(), hold);
    desk.bundles()
        .of(archived)
        .removeOthers(archived.id(), archived.archive().orElseThrow().file());
    Dataset settled = archived.withIntentEnded();
    mover.apply(
        archived,
        settled,
        mover.entry(archived, Verb.ARCHIVE, settled.status(), "its tables are gone"));
    return settled;
  }

  Dataset restore(DatasetId id) {
    return desk.moves().alone(Verb.RESTORE, id, hold -> restoreAlone(id, hold));
  }

  private Dataset restoreAlone(DatasetId id, Hold hold) {
    Dataset dataset = mover.dataset(id);
    if (dataset.isUnderWay(Verb.RESTORE)) {
      return finishRestore(dataset, hold);
    }
    mover.check(Verb.RESTORE, dataset, Optional.empty());
    desk.bundles().of(dataset).check(dataset.archive().orElseThrow(), id);
    Dataset begun = dataset.begun(new Intent(Verb.RESTORE, ""));
    mover.apply(dataset, begun, mover.entry(dataset, Verb.RESTORE, dataset.status(), "begun"));
    return finishRestore(begun, hold);
  }

  Dataset finishRestore(Dataset begun, Hold hold) {
    Layout layout = layout(begun);
    try {
      desk.bundles()
          .of(begun)
          .read(
              begun.archive().orElseThrow(),
              begun.id(),
              (entries, live) -> desk.archives().restore(layout, entries, hold));
    } catch (ArchiveException e) {
      giveUp(begun, e, hold);
      throw e;
    }
    Dataset restored = begun.withStatus(DatasetStatus.RETIRED);
    mover.apply(begun, restored, mover.entry(begun, Verb.RESTORE, restored.status()));
    return restored;
  }

  private void giveUp(Dataset begun, ArchiveException cause, Hold hold) {
    desk.archives().drop(begun.id(), hold);
    mover.apply(
        begun,
        begun.withIntentEnded(),
        mover.entry(
            begun,
            Verb.RESTORE,
            begun.status(),
            cause.getCause() instanceof InvalidException refusal
                ? Mover.paths(refusal)
                : String.valueOf(cause.getMessage())));
  }

  private Layout layout(Dataset dataset) {
    return desk.layouts().of(dataset.id(), dataset.live().orElseThrow());
  }
}
