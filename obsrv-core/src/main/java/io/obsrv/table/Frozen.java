package io.obsrv.table;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The buckets of a table with a retention of its own that do not change any more, told by when they
 * begin.
 *
 * @param floor buckets that begin before are gone; empty if none ever went
 * @param buckets those that are kept as they were when their rows began to go
 */
public record Frozen(Optional<Instant> floor, Set<Instant> buckets) {

  /** No bucket. */
  public static final Frozen NONE = new Frozen(Optional.empty(), Set.of());

  /** Copies the set. */
  public Frozen {
    buckets = Set.copyOf(buckets);
  }

  boolean isNone() {
    return floor.isEmpty() && buckets.isEmpty();
  }

  boolean holds(Instant bucket) {
    return buckets.contains(bucket) || floor.filter(bucket::isBefore).isPresent();
  }
}
