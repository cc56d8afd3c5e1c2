package io.obsrv.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What is kept of a connector across restarts.
 *
 * @param state what it was doing, or was told to do
 * @param error why it failed; empty if nothing is wrong
 * @param changedAt since when
 */
public record ConnectorRun(RunState state, Optional<String> error, Instant changedAt) {
  /** Cuts the instant to what every store can keep. */
  public ConnectorRun {
    changedAt = changedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Whether somebody told it to rest.
   *
   * @return true until it is told to go on
   */
  public boolean isToldToRest() {
    return state == RunState.PAUSED || state == RunState.STOPPED;
  }
}
