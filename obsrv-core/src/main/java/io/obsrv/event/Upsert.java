package io.obsrv.event;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.schema.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the records of a batch, one after the other, against the newest one of their key. Of one
 * thread, for one batch.
 */
final class Upsert {
  private final DatasetDefinition definition;
  private final Map<String, Present> present = new HashMap<>();

  /**
   * What a key has.
   *
   * @param at the newest event time that is known of it, which a record without one leaves as it is
   * @param content what its newest record says; empty if it was removed
   */
  private record Present(Optional<Instant> at, Optional<Content> content) {}

  private record Content(Row row, Optional<String> extra) {}

  Upsert(DatasetDefinition definition, Map<String, KeyState> stored) {
    this.definition = definition;
    stored.forEach(
        (key, state) ->
            present.put(
                key,
                new Present(
                    state.eventTime(),
                    state.row().map(row -> new Content(row.row(), row.extra())))));
  }

  /** Whether the record is newer, and goes on as the newest one. */
  boolean accepts(Candidate candidate) {
    String key = candidate.key().orElseThrow();
    Optional<Instant> known = newest(key);
    Optional<Instant> at = EventTimes.of(definition, candidate.row()).or(() -> known);
    Present next = new Present(at, content(candidate));
    if (next.equals(present.get(key)) || isBefore(at, known)) {
      return false;
    }
    present.put(key, next);
    return true;
  }

  /** The newest event time that is known of a key. */
  Optional<Instant> newest(String key) {
    return Optional.ofNullable(present.get(key)).flatMap(Present::at);
  }

  private static Optional<Content> content(Candidate candidate) {
    return candidate.effect() == Effect.REMOVE
        ? Optional.empty()
        : Optional.of(new Content(candidate.row(), candidate.extra()));
  }

  private static boolean isBefore(Optional<Instant> at, Optional<Instant> known) {
    return at.isPresent() && known.isPresent() && at.get().isBefore(known.get());
  }
}
