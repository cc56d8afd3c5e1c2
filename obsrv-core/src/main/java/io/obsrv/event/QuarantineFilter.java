package io.obsrv.event;

import io.obsrv.error.RejectionCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which records of a quarantine are meant; every condition that is given must hold.
 *
 * @param stage the stage they failed at
 * @param code the cause
 * @param source where they came from
 * @param before only those that arrived before this instant
 */
public record QuarantineFilter(
    Optional<Stage> stage,
    Optional<RejectionCode> code,
    Optional<String> source,
    Optional<Instant> before) {

  /** Every record. */
  public static final QuarantineFilter ALL =
      new QuarantineFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Cuts the instant to what every store can keep. */
  public QuarantineFilter {
    before = before.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * Only records that failed at a stage.
   *
   * @param value the stage
   * @return the narrower filter
   */
  public QuarantineFilter stage(Stage value) {
    return new QuarantineFilter(Optional.of(value), code, source, before);
  }

  /**
   * Only records with a cause.
   *
   * @param value the cause
   * @return the narrower filter
   */
  public QuarantineFilter code(RejectionCode value) {
    return new QuarantineFilter(stage, Optional.of(value), source, before);
  }

  /**
   * Only records of a source.
   *
   * @param value a source's name, or {@code push}
   * @return the narrower filter
   */
  public QuarantineFilter source(String value) {
    return new QuarantineFilter(stage, code, Optional.of(value), before);
  }

  /**
   * Only records that arrived before an instant.
   *
   * @param value the instant
   * @return the narrower filter
   */
  public QuarantineFilter before(Instant value) {
    return new QuarantineFilter(stage, code, source, Optional.of(value));
  }

  /**
   * Whether a record is meant.
   *
   * @param record the record
   * @return true if every condition holds
   */
  public boolean accepts(QuarantinedEvent record) {
    return stage.map(s -> s == record.rejection().stage()).orElse(true)
        && code.map(c -> c == record.rejection().code()).orElse(true)
        && source.map(s -> s.equals(record.source())).orElse(true)
        && before.map(b -> record.receivedAt().isBefore(b)).orElse(true);
  }
}
