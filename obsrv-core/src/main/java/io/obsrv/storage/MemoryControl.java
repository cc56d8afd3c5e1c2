package io.obsrv.storage;

import io.obsrv.dataset.Location;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.RowsState;
import java.util.Optional;

/**
 * The control row of a dataset: which version is live, whether it takes records, and what its
 * commits have counted. Guarded by the lock of its dataset.
 */
final class MemoryControl {
  private Optional<Layout> live = Optional.empty();
  private Counters counters = Counters.ZERO;
  private long expired;
  private boolean admits;

  /** The live version; empty if none ever was. */
  Optional<Layout> live() {
    return live;
  }

  /** The number of the live version; 0 if none ever was. */
  int liveVersion() {
    return live.map(Layout::version).orElse(0);
  }

  boolean isLive(Layout layout) {
    return live.filter(present -> present.version() == layout.version()).isPresent();
  }

  /** The location that it was made for. */
  Optional<Location> location() {
    return live.map(Layout::location);
  }

  /** Refuses a version of another location than the one that it was made for. */
  void refuseElsewhere(Layout layout) {
    location().ifPresent(layout::refuseAt);
  }

  /** The first version lets records in; a later one leaves that as it is. */
  void switchTo(Layout layout) {
    admits |= live.isEmpty();
    live = Optional.of(layout);
  }

  boolean admits() {
    return admits;
  }

  /** Has no effect before a version is live. */
  void admit(boolean open) {
    admits = open && live.isPresent();
  }

  /** What was counted; an accepted record's number is the next of those accepted. */
  Counters counters() {
    return counters;
  }

  void count(Counters next) {
    counters = next;
  }

  void countDiscarded(int records) {
    counters = counters.plusDiscarded(records);
  }

  void countExpired(int rows) {
    expired += rows;
    counters = counters.minusRows(rows);
  }

  /** What the rows of the dataset are. */
  RowsState state() {
    return new RowsState(liveVersion(), counters.accepted(), expired);
  }

  /** Goes on with a version that was restored, and takes nothing. */
  void restore(Layout layout, Counters counted) {
    live = Optional.of(layout);
    counters = counted;
  }
}
