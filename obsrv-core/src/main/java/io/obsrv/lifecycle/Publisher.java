package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.Verb;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problems;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts versions in force, in five steps of which each can be repeated: the intent in the registry,
 * room in the store, the switch in the store, the switch in the registry, and settling. A process
 * that dies between two of them leaves the old or the new version wholly live, and {@link #recover}
 * goes on from the intent. Stateless.
 */
final class Publisher {
  private final Desk desk;
  private final Mover mover;

  Publisher(Desk desk, Mover mover) {
    this.desk = desk;
    this.mover = mover;
  }

  DatasetVersion publish(DatasetId id) {
    Dataset dataset = mover.dataset(id);
    return finish(dataset.publishing().isPresent() ? dataset : begin(dataset));
  }

  /** Finishes every publication that was begun. */
  void recover() {
    for (Dataset dataset : mover.list()) {
      if (dataset.publishing().isPresent()) {
        finish(dataset);
      }
    }
  }

  private Dataset begin(Dataset dataset) {
    Optional<DatasetVersion> draft = mover.draft(dataset);
    mover.check(Verb.PUBLISH, dataset, draft);
    DatasetVersion version = draft.orElseThrow();
    Reviewing.checkContent(Verb.PUBLISH, version);
    Problems problems = new Problems();
    new Dependencies(mover).check(version.definition(), problems);
    problems.refuseIfAny("Dataset '" + dataset.id() + "' cannot be published");
    Dataset begun = dataset.withPublicationBegun();
    mover.apply(
        Optional.of(dataset),
        Optional.of(begun),
        List.of(),
        mover.entry(dataset.id(), Verb.PUBLISH, version, version.status().name(), "begun"));
    return begun;
  }

  private DatasetVersion finish(Dataset begun) {
    DatasetVersion version = mover.version(begun.id(), begun.publishing().orElseThrow());
    Layout layout = desk.layouts().of(begun.id(), version.number());
    try {
      desk.store().prepare(layout);
      desk.store().backfill(layout, OnContradiction.REFUSE);
      desk.store().activate(layout, OnContradiction.REFUSE);
    } catch (InvalidException e) {
      abandon(begun, version, String.valueOf(e.getMessage()));
      throw e;
    }
    DatasetVersion live = switchRegistry(begun, version);
    desk.store().settle(layout);
    desk.engine().activated(layout);
    return live;
  }

  private DatasetVersion switchRegistry(Dataset begun, DatasetVersion version) {
    DatasetVersion live = version.withStatus(VersionStatus.LIVE);
    List<DatasetVersion> changed = new ArrayList<>(List.of(live));
    begun
        .live()
        .ifPresent(
            number ->
                changed.add(
                    mover.version(begun.id(), number).withStatus(VersionStatus.SUPERSEDED)));
    mover.apply(
        Optional.of(begun),
        Optional.of(begun.withPublicationFinished()),
        changed,
        mover.entry(begun.id(), Verb.PUBLISH, live, version.status().name(), ""));
    return live;
  }

  private void abandon(Dataset begun, DatasetVersion version, String reason) {
    mover.apply(
        Optional.of(begun),
        Optional.of(begun.withPublicationAbandoned()),
        List.of(),
        mover.entry(begun.id(), Verb.PUBLISH, version, version.status().name(), reason));
  }
}
