package io.obsrv.dataset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which audit entries are meant; every condition that is given must hold.
 *
 * @param dataset whose
 * @param actor who
 * @param verb what
 * @param since not before this instant
 * @param before only before this instant
 */
public record AuditFilter(
    Optional<DatasetId> dataset,
    Optional<String> actor,
    Optional<Verb> verb,
    Optional<Instant> since,
    Optional<Instant> before) {

  /** Every entry. */
  public static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Cuts the instants to what every store can keep. */
  public AuditFilter {
    since = since.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
    before = before.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * Only the moves of a name.
   *
   * @param value a dataset or alias
   * @return the narrower filter
   */
  public AuditFilter dataset(DatasetId value) {
    return new AuditFilter(Optional.of(value), actor, verb, since, before);
  }

  /**
   * Only the moves of an actor.
   *
   * @param value who
   * @return the narrower filter
   */
  public AuditFilter actor(String value) {
    return new AuditFilter(dataset, Optional.of(value), verb, since, before);
  }

  /**
   * Only one kind of moves.
   *
   * @param value what
   * @return the narrower filter
   */
  public AuditFilter verb(Verb value) {
    return new AuditFilter(dataset, actor, Optional.of(value), since, before);
  }

  /**
   * Only moves from an instant on.
   *
   * @param value the instant
   * @return the narrower filter
   */
  public AuditFilter since(Instant value) {
    return new AuditFilter(dataset, actor, verb, Optional.of(value), before);
  }

  /**
   * Only moves before an instant.
   *
   * @param value the instant
   * @return the narrower filter
   */
  public AuditFilter before(Instant value) {
    return new AuditFilter(dataset, actor, verb, since, Optional.of(value));
  }

  /**
   * Whether an entry is meant.
   *
   * @param entry the entry
   * @return true if every condition holds
   */
  public boolean accepts(AuditEntry entry) {
    return dataset.map(entry.id()::equals).orElse(true)
        && actor.map(entry.actor()::equals).orElse(true)
        && verb.map(v -> v == entry.verb()).orElse(true)
        && since.map(s -> !entry.at().isBefore(s)).orElse(true)
        && before.map(entry.at()::isBefore).orElse(true);
  }
}
