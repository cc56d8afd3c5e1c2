package io.obsrv.dataset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/**
 * One move in the life of a dataset.
 *
 * @param id the dataset
 * @param at when
 * @param actor who
 * @param verb what
 * @param version the version that was moved, if one was
 * @param from the status before, empty text if there was none
 * @param to the status afterwards, empty text if there is none
 * @param comment why, in the actor's words, possibly empty
 */
public record AuditEntry(
    DatasetId id,
    Instant at,
    String actor,
    Verb verb,
    OptionalInt version,
    String from,
    String to,
    String comment) {

  /** Cuts the instant to microseconds, which is what every store can keep. */
  public AuditEntry {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }
}
