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

  /** The newest record of a key; without content it was removed. */
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
    Present next = new Present(EventTimes.of(definition, candidate.row()), content(candidate));
    Present before = present.get(key);
    if (before != null && (isOlder(next, before) || next.equals(before))) {
      return false;
    }
    present.put(key, next);
    return true;
  }

  private static Optional<Content> content(Candidate candidate) {
    return candidate.effect() == Effect.REMOVE
        ? Optional.empty()
        : Optional.of(new Content(candidate.row(), candidate.extra()));
  }

  private static boolean isOlder(Present next, Present before) {
    return next.at().isPresent()
        && before.at().isPresent()
        && next.at().get().isBefore(before.at().get());
  }
}
