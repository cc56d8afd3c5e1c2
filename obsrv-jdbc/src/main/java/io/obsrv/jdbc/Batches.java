package io.obsrv.jdbc;

import io.obsrv.event.BatchKey;
import io.obsrv.event.Commit;
import io.obsrv.event.EnvelopeRange;
import io.obsrv.event.Receipt;
import io.obsrv.event.ReceiptJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The batches and envelopes that have a name, for as long as keys are remembered. */
final class Batches {
  private Batches() {}

  private record Stored(Instant committedAt, Optional<String> receipt) {}

  static Optional<Receipt> find(Session session, Commit commit, Instant now) {
    return commit
        .arrival()
        .batchId()
        .flatMap(id -> find(session, BatchKey.ofBatch(id)))
        .filter(stored -> isWithin(commit, stored, now))
        .flatMap(Stored::receipt)
        .map(ReceiptJson::read);
  }

  /** The ids of a batch's envelopes that are known. */
  static Set<String> known(Session session, Commit commit, Instant now) {
    Set<String> known = new HashSet<>();
    for (EnvelopeRange envelope : commit.envelopes()) {
      find(session, BatchKey.ofEnvelope(envelope.id()))
          .filter(stored -> isWithin(commit, stored, now))
          .ifPresent(stored -> known.add(envelope.id()));
    }
    return known;
  }

  /**
   * Remembers a batch, and forgets some that are too old; an envelope that is known keeps its time.
   */
  static void remember(
      Session session, Commit commit, Control control, Set<String> known, Receipt receipt) {
    commit
        .arrival()
        .batchId()
        .ifPresent(
            id ->
                put(
                    session,
                    BatchKey.ofBatch(id),
                    new Stored(receipt.committedAt(), Optional.of(ReceiptJson.write(receipt)))));
    Set<String> ids = new HashSet<>();
    commit.envelopes().forEach(envelope -> ids.add(envelope.id()));
    ids.removeAll(known);
    ids.forEach(
        id ->
            put(
                session,
                BatchKey.ofEnvelope(id),
                new Stored(receipt.committedAt(), Optional.empty())));
    long added = ids.size() + commit.arrival().batchId().stream().count();
    Forgetting.BATCHES.step(session, commit, control, added, receipt.committedAt());
  }

  private static Optional<Stored> find(Session session, String key) {
    return session
        .query("select committed_at, receipt from <schema>._batches where batch_key = :key")
        .bind("key", key)
        .map(
            (row, context) ->
                new Stored(
                    Objects.requireNonNull(Values.instant(row, 1)),
                    Optional.ofNullable(row.getString(2))))
        .findOne();
  }

  private static void put(Session session, String key, Stored stored) {
    session
        .update("delete from <schema>._batches where batch_key = :key")
        .bind("key", key)
        .execute();
    session
        .update(
            """
            insert into <schema>._batches (batch_key, committed_at, receipt)
            values (:key, :at, :receipt)
            """)
        .bind("key", key)
        .bind("at", Values.utc(stored.committedAt()))
        .bind("receipt", stored.receipt().orElse(null))
        .execute();
  }

  private static boolean isWithin(Commit commit, Stored stored, Instant now) {
    Duration window = commit.layout().definition().dedupWindow();
    return Duration.between(stored.committedAt(), now).compareTo(window) <= 0;
  }
}
