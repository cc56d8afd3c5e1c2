package io.obsrv.jdbc;

import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.Verb;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Commits to the registry and to a dataset for ever, and says so after each commit. */
final class CommittingMain {
  static final int ROWS = 7;
  static final DatasetId ID = DatasetId.of("quakes");

  private CommittingMain() {}

  public static void main(String[] arguments) {
    JdbcStorage storage = JdbcStorage.h2(Path.of(arguments[0]));
    Layout layout = Quakes.layout(1, Quakes.named(ID.value()));
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    storage.data().settle(layout);
    System.out.println("ready");
    while (true) {
      commit(storage, layout);
      change(storage);
    }
  }

  private static void commit(JdbcStorage storage, Layout layout) {
    long batch = storage.data().counters(ID).received() / (ROWS + 1);
    Batch commit = Batch.under(layout);
    for (int i = 0; i < ROWS; i++) {
      commit.row(row(batch, i));
    }
    commit.rejected(RejectionCode.WRONG_TYPE, "{}");
    Optional<String> from =
        storage.data().checkpoint(ID, "feed", "0").map(checkpoint -> checkpoint.value());
    commit.progress("feed", "0", from.orElse(null), Long.toString(batch + 1));
    CommitResult result = storage.data().commit(commit.commit());
    if (!(result instanceof CommitResult.Committed)) {
      throw new IllegalStateException(result.toString());
    }
    System.out.println("batch " + (batch + 1));
  }

  private static void change(JdbcStorage storage) {
    Optional<Dataset> present = storage.registry().find(ID);
    Dataset next =
        present
            .map(dataset -> dataset.withStatus(DatasetStatus.LIVE))
            .orElseGet(() -> Dataset.declared(ID, Instant.EPOCH));
    AuditEntry audit =
        new AuditEntry(
            ID, Instant.EPOCH, "asha", Verb.EDIT, OptionalInt.empty(), "", "", "x".repeat(500));
    storage.registry().apply(new Change(present, Optional.of(next), List.of(), audit));
    System.out.println("revision " + next.revision());
  }

  /** A row as it was stored under a key. */
  static Row row(long batch, int i) {
    return Quakes.row(
        batch + "-" + i, "place " + i, i + 0.5, (long) i, "1.250", "2026-02-01T10:00:00Z");
  }
}
