package io.obsrv.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A line of a connector's trail, written in the transaction that it tells of.
 *
 * @param connector its role and name
 * @param at when
 * @param actor who asked for it
 * @param action what was done
 * @param detail of a reset, the split and the place; otherwise nothing
 */
public record ConnectorEntry(
    String connector, Instant at, String actor, ConnectorAction action, String detail) {

  /** Cuts the instant to what every store can keep. */
  public ConnectorEntry {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }
}
