package io.obsrv.jdbc;

import static com.google.common.base.Preconditions.checkState;

import java.util.Set;

/** What has become of the place of a dataset's database, and what can become of it. */
enum SlotState {
  /** Nobody has opened it yet. */
  UNOPENED,
  /** It is open. */
  OPEN,
  /** It is open and has failed: closed when the last connection comes back. */
  BROKEN,
  /** It was closed, or could not be opened; whoever wants it finds another place. */
  RETIRED,
  /** It was closed to be dropped, and connections that were counted are not lent any more. */
  DISCARDED;

  private Set<SlotState> next() {
    return switch (this) {
      case UNOPENED -> Set.of(OPEN, RETIRED, DISCARDED);
      case OPEN -> Set.of(BROKEN, RETIRED, DISCARDED);
      case BROKEN -> Set.of(BROKEN, RETIRED, DISCARDED);
      case RETIRED, DISCARDED -> Set.of();
    };
  }

  boolean isOpen() {
    return this == OPEN || this == BROKEN;
  }

  /** Whether it is of no use any more. */
  boolean isOver() {
    return this == RETIRED || this == DISCARDED;
  }

  /** Moves on; what is over stays so, since work that is under way may still fail. */
  SlotState to(SlotState state) {
    checkState(isOver() || next().contains(state), "%s cannot become %s", this, state);
    return isOver() ? this : state;
  }
}
