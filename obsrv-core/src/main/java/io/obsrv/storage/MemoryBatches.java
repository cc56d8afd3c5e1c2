package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.BatchKey;
import io.obsrv.event.Commit;
import io.obsrv.event.EnvelopeRange;
import io.obsrv.event.Receipt;
import io.obsrv.event.ReceiptJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The batches and envelopes that have a name, for as long as keys are remembered. Guarded by the
 * lock of its dataset.
 */
final class MemoryBatches {
  private final Map<String, Named> byKey = new TreeMap<>();

  /** When it was committed; an envelope has no receipt. */
  private record Named(Instant committedAt, Optional<Receipt> receipt) {}

  Optional<Receipt> find(Commit commit, Instant now) {
    return commit
        .arrival()
        .batchId()
        .map(id -> byKey.get(BatchKey.ofBatch(id)))
        .filter(named -> isWithin(commit, named.committedAt(), now))
        .flatMap(Named::receipt);
  }

  /** The ids of a batch's envelopes that are known. */
  Set<String> known(Commit commit, Instant now) {
    Set<String> known = new HashSet<>();
    for (EnvelopeRange envelope : commit.envelopes()) {
      Named seen = byKey.get(BatchKey.ofEnvelope(envelope.id()));
      if (seen != null && isWithin(commit, seen.committedAt(), now)) {
        known.add(envelope.id());
      }
    }
    return known;
  }

  /** Remembers a batch; an envelope that is known keeps its time. */
  void remember(Commit commit, Set<String> known, Receipt receipt) {
    Instant at = receipt.committedAt();
    commit
        .arrival()
        .batchId()
        .ifPresent(id -> byKey.put(BatchKey.ofBatch(id), new Named(at, Optional.of(receipt))));
    commit.envelopes().stream()
        .map(EnvelopeRange::id)
        .filter(id -> !known.contains(id))
        .forEach(id -> byKey.put(BatchKey.ofEnvelope(id), new Named(at, Optional.empty())));
  }

  Stream<ArchiveEntry> entries() {
    return new TreeMap<>(byKey)
        .entrySet().stream()
            .map(
                named ->
                    new ArchiveEntry.NamedBatch(
                        named.getKey(),
                        named.getValue().committedAt(),
                        named.getValue().receipt().map(ReceiptJson::write)));
  }

  void restore(ArchiveEntry.NamedBatch entry) {
    byKey.put(entry.key(), new Named(entry.committedAt(), entry.receipt().map(ReceiptJson::read)));
  }

  private static boolean isWithin(Commit commit, Instant then, Instant now) {
    Duration window = commit.layout().definition().dedupWindow();
    return Duration.between(then, now).compareTo(window) <= 0;
  }
}
