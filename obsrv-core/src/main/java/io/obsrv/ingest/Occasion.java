package io.obsrv.ingest;

import io.obsrv.event.RunState;
import java.util.Set;

/** Why the connectors of a dataset are started, and which of them are left alone. */
enum Occasion {
  /** The library was opened: what somebody stopped, or what had failed, stays so. */
  OPENED(RunState.PAUSED, RunState.STOPPED, RunState.FAILED),
  /** A version was published, or the dataset reinstated. */
  PUBLISHED(RunState.PAUSED, RunState.STOPPED),
  /** Somebody asked for it. */
  ASKED(RunState.PAUSED);

  private final Set<RunState> left;

  Occasion(RunState... left) {
    this.left = Set.of(left);
  }

  boolean starts(RunState kept) {
    return !left.contains(kept);
  }
}
