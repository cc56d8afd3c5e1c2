package io.obsrv.storage;

import io.obsrv.event.Changes;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes what is past its retention, all at once. Used once, under the lock of its dataset.
 *
 * @param parts what is stored
 * @param expiry what is due
 */
record MemoryExpiring(MemoryParts parts, Expiry expiry) {

  Optional<ExpiredPart> expire(Instant now) {
    return isDueNow(now) ? Optional.of(expire()) : Optional.empty();
  }

  /** Whether it is about the live version, under a lease that is not lost. */
  boolean isDueNow(Instant now) {
    return parts.control().isLive(expiry.layout()) && !parts.leases().isLost(expiry.lease(), now);
  }

  private ExpiredPart expire() {
    Layout layout = expiry.layout();
    List<StoredRow> due = parts.rows().read(layout).stream().filter(expiry::isDue).toList();
    long groups = parts.tables().raise(expiry.retained(), expiry.at());
    List<MemoryTables.Step> steps =
        parts
            .tables()
            .expire(layout.rollups(), due.stream().map(StoredRow::row).toList(), expiry.at());
    parts.rows().remove(due);
    steps.forEach(step -> MemoryTables.apply(step, () -> parts.rows().contents(layout)));
    parts.claims().apply(new Changes(Set.of(), List.of(), List.of(), due));
    if (layout.upserts()) {
      forget(due);
    }
    parts.control().countExpired(due.size());
    return new ExpiredPart(due.size(), groups, OptionalLong.empty());
  }

  /** Forgets the keys of rows that went now, and of those that were removed long enough ago. */
  private void forget(List<StoredRow> due) {
    Set<String> removed = expiry.before().map(parts.removals()::forget).orElse(Set.of());
    parts.keys().forget(removed, due.stream().map(StoredRow::sequence).collect(Collectors.toSet()));
  }
}
