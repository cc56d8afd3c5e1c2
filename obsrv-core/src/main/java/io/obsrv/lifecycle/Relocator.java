package io.obsrv.lifecycle;

import io.obsrv.archive.Bundles;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.LocationException;
import io.obsrv.dataset.Relocation;
import io.obsrv.dataset.Verb;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.ingest.HeldDestinations;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Brings the rows of a dataset, with everything that belongs to them, to another location: the
 * dataset is shut, copied under its live version, and the copy read back and compared, before the
 * registry names the new place; what is left at the old one goes only afterwards. Each step can be
 * repeated, so that a process that dies leaves the dataset wholly at one of the two places, and
 * {@link Publisher} goes on. Stateless.
 */
final class Relocator {
  /** How often what changes while it is copied is copied again. */
  private static final int ATTEMPTS = 3;

  private final Desk desk;
  private final Mover mover;

  Relocator(Desk desk, Mover mover) {
    this.desk = desk;
    this.mover = mover;
  }

  /** Whether a version is at another location than the rows there are. */
  static boolean isNeeded(Dataset dataset, DatasetVersion next) {
    return dataset.live().isPresent() && !next.definition().location().equals(dataset.location());
  }

  /** Lets a dataset take no more records, and copies it. */
  void copy(Dataset begun, Location to, Hold hold) {
    Layout from = live(begun);
    shut(begun, from, hold);
    HeldDestinations held = desk.engine().holdDestinations(from);
    try (held) {
      copyUntilStill(begun, from, to, hold);
    }
  }

  private void copyUntilStill(Dataset begun, Layout from, Location to, Hold hold) {
    boolean isStill = false;
    for (int attempt = 1; attempt <= ATTEMPTS && !isStill; attempt++) {
      SortedMap<String, String> copied = copy(from, from.at(to), hold);
      refuseUnlessSame(begun, to, copied, sums(from.at(to)));
      // A process that has not heard of it yet may have written of its connectors, for example.
      isStill = copied.equals(sums(from));
    }
    if (!isStill) {
      throw LocationException.restless(begun.id(), to, ATTEMPTS);
    }
  }

  private void shut(Dataset begun, Layout from, Hold hold) {
    desk.engine().release(begun.id());
    desk.store().admit(from, false, hold);
    // Who pushed in between has made a lane again.
    desk.engine().release(begun.id());
  }

  private SortedMap<String, String> copy(Layout from, Layout to, Hold hold) {
    ContentDigest digest = new ContentDigest();
    try (RowPipe pipe =
        RowPipe.of(
            from.id(),
            sink ->
                desk.archives()
                    .dump(
                        from,
                        entry -> {
                          digest.add(entry);
                          sink.accept(entry);
                        }))) {
      desk.archives().restore(to, pipe, hold);
    }
    return digest.sums();
  }

  private SortedMap<String, String> sums(Layout layout) {
    ContentDigest digest = new ContentDigest();
    desk.archives().dump(layout, digest::add);
    return digest.sums();
  }

  private static void refuseUnlessSame(
      Dataset begun, Location to, SortedMap<String, String> read, SortedMap<String, String> back) {
    Set<String> parts = new TreeSet<>(read.keySet());
    parts.addAll(back.keySet());
    parts.removeIf(part -> read.getOrDefault(part, "").equals(back.getOrDefault(part, "")));
    if (!parts.isEmpty()) {
      throw LocationException.unlike(begun.id(), to, parts);
    }
  }

  /** Opens a dataset where it is by now, and removes what is left of it at the other place. */
  Dataset finish(Dataset switched, Hold hold) {
    Location left = switched.relocation(Relocation.Phase.LEAVING).orElseThrow();
    Layout live = live(switched);
    open(switched, live, hold);
    desk.archives().drop(live.at(left), hold);
    Bundles bundles = desk.bundles().at(switched, left);
    switched
        .archive()
        .ifPresentOrElse(
            bundle -> bundles.removeOthers(switched.id(), bundle.file()),
            () -> bundles.removeAll(switched.id()));
    Dataset done = switched.withIntentEnded();
    mover.apply(
        switched,
        done,
        mover.entry(
            switched, Verb.PUBLISH, done.status(), "nothing is left at '%s'".formatted(left)));
    return done;
  }

  private void open(Dataset dataset, Layout live, Hold hold) {
    if (dataset.status() == DatasetStatus.LIVE && dataset.run() == Dataset.Run.RUNNING) {
      desk.store().admit(live, true, hold);
      desk.engine().activated(live);
    }
    Settling.after(live, desk.store(), hold);
  }

  private Layout live(Dataset dataset) {
    return desk.layouts().of(dataset.id(), dataset.live().orElseThrow()).at(dataset.location());
  }
}
