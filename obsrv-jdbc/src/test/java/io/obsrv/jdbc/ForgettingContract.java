package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.Kind;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.storage.TestClock;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of keys and batches when nobody can ask for them any more. */
abstract class ForgettingContract {
  private final TestClock clock = new TestClock();

  /** Databases that are new and empty. */
  abstract Databases open(Clock time);

  @ParameterizedTest
  @CsvSource({"EVENT, 1000", "TRANSACTION, 1001", "MASTER, 1001"})
  void names_of_batches_are_forgotten_behind_the_window_but_never_the_keys_of_rows(
      Kind kind, int keys) {
    Databases databases = open(clock);
    try (JdbcStorage storage = new JdbcStorage(databases, clock, CommitHook.NONE)) {
      Layout layout =
          Quakes.layout(1, Quakes.named("quakes").kind(kind).dedupWindow(Duration.ofHours(1)));
      storage.data().prepare(layout);
      storage.data().activate(layout, OnContradiction.REFUSE);
      storage
          .data()
          .commit(
              Batch.under(layout)
                  .row(Quakes.row("a", null, null, null))
                  .envelope("first", 1)
                  .named("monday")
                  .commit());
      clock.advance(Duration.ofHours(2));
      storage.data().commit(rows(Batch.under(layout), "b", 1_000).named("tuesday").commit());

      Transactions transactions = new Transactions(databases);
      assertThat(count(transactions, layout, "_batches")).as("tuesday").isEqualTo(1);
      assertThat(count(transactions, layout, "_keys")).isEqualTo(keys);
    }
  }

  /** However much is behind the window, a commit takes no longer, and the next ones go on. */
  @Test
  void a_commit_forgets_some_keys_only_and_all_go_in_their_turn() {
    Databases databases = open(clock);
    try (JdbcStorage storage = new JdbcStorage(databases, clock, CommitHook.NONE)) {
      Layout layout = hourly(storage);
      Transactions transactions = new Transactions(databases);
      commit(storage, rows(Batch.under(layout), "old", 5_000));
      clock.advance(Duration.ofHours(2));

      commit(storage, rows(Batch.under(layout), "new", 1_000));

      int left = count(transactions, layout, "_keys") - 1_000;
      assertThat(left).isBetween(2_500, 4_000);
      assertThat(commit(storage, rows(Batch.under(layout), "old", 5_000)).duplicates())
          .as("keys that are too old, whether they are still there or not")
          .isEmpty();
      clock.advance(Duration.ofMinutes(59));
      for (int i = 0; i < 6; i++) {
        commit(storage, rows(Batch.under(layout), "more" + i, 1_000));
      }
      assertThat(count(transactions, layout, "_keys")).as("within the window").isEqualTo(12_000);
      clock.advance(Duration.ofMinutes(2));
      for (int i = 0; i < 10; i++) {
        commit(storage, rows(Batch.under(layout), "last" + i, 1_000));
      }
      assertThat(count(transactions, layout, "_keys")).as("without those").isEqualTo(16_000);
      assertThat(commit(storage, rows(Batch.under(layout), "more5", 1_000)).duplicates())
          .hasSize(1_000);
    }
  }

  @Test
  void a_commit_forgets_some_names_only_and_all_go_in_their_turn() {
    Databases databases = open(clock);
    try (JdbcStorage storage = new JdbcStorage(databases, clock, CommitHook.NONE)) {
      Layout layout = hourly(storage);
      Transactions transactions = new Transactions(databases);
      Batch enveloped = Batch.under(layout);
      for (int i = 0; i < 1_000; i++) {
        enveloped.row(Quakes.row("k" + i, null, null, null)).envelope("e" + i, 1);
      }
      commit(storage, enveloped);
      clock.advance(Duration.ofHours(2));

      commit(storage, Batch.under(layout).named("n"));

      assertThat(count(transactions, layout, "_batches")).isBetween(500, 901);
      for (int i = 0; i < 20; i++) {
        commit(storage, Batch.under(layout).named("n" + i));
      }
      assertThat(count(transactions, layout, "_batches")).isEqualTo(21);
    }
  }

  private static Layout hourly(JdbcStorage storage) {
    Layout layout = Quakes.layout(1, Quakes.plain("quakes").dedupWindow(Duration.ofHours(1)));
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    return layout;
  }

  private static Batch rows(Batch batch, String name, int rows) {
    for (int i = 0; i < rows; i++) {
      batch.row(Quakes.row(name + "-" + i, null, null, null));
    }
    return batch;
  }

  private static CommitResult.Committed commit(JdbcStorage storage, Batch batch) {
    return (CommitResult.Committed) storage.data().commit(batch.commit());
  }

  private static int count(Transactions transactions, Layout layout, String table) {
    return transactions.inDataset(
        layout.id(),
        Purpose.WORK,
        "count",
        0,
        session ->
            session
                .query("select count(*) from <schema>.<table>")
                .define("table", table)
                .mapTo(Integer.class)
                .one());
  }
}
