package io.obsrv.storage;

import io.obsrv.event.Commit;
import io.obsrv.event.EnvelopeRange;
import io.obsrv.event.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The batches and envelopes that have a name, for as long as keys are remembered. Guarded by the
 * lock of its dataset.
 */
final class MemoryBatches {
  private final Map<String, Receipt> receipts = new HashMap<>();
  private final Map<String, Instant> envelopes = new HashMap<>();

  Optional<Receipt> find(Commit commit, Instant now) {
    return commit
        .arrival()
        .batchId()
        .map(receipts::get)
        .filter(receipt -> isWithin(commit, receipt.committedAt(), now));
  }

  /** The ids of a batch's envelopes that are known. */
  Set<String> known(Commit commit, Instant now) {
    Set<String> known = new HashSet<>();
    for (EnvelopeRange envelope : commit.envelopes()) {
      Instant seen = envelopes.get(envelope.id());
      if (seen != null && isWithin(commit, seen, now)) {
        known.add(envelope.id());
      }
    }
    return known;
  }

  /** Remembers a batch; an envelope that is known keeps its time. */
  void remember(Commit commit, Set<String> known, Receipt receipt) {
    commit.arrival().batchId().ifPresent(id -> receipts.put(id, receipt));
    commit.envelopes().stream()
        .map(EnvelopeRange::id)
        .filter(id -> !known.contains(id))
        .forEach(id -> envelopes.put(id, receipt.committedAt()));
  }

  private static boolean isWithin(Commit commit, Instant then, Instant now) {
    Duration window = commit.layout().definition().dedupWindow();
    return Duration.between(then, now).compareTo(window) <= 0;
  }
}
