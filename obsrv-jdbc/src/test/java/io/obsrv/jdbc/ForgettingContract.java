package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.Kind;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.storage.TestClock;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of keys and batches when nobody can ask for them any more. */
abstract class ForgettingContract {
  private final TestClock clock = new TestClock();

  /** Databases that are new and empty. */
  abstract Databases open(Clock time);

  @ParameterizedTest
  @CsvSource({"EVENT, 1", "TRANSACTION, 2", "MASTER, 2"})
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
      storage
          .data()
          .commit(
              Batch.under(layout).row(Quakes.row("b", null, null, null)).named("tuesday").commit());

      Transactions transactions = new Transactions(databases);
      assertThat(count(transactions, layout, "_batches")).as("tuesday").isEqualTo(1);
      assertThat(count(transactions, layout, "_keys")).isEqualTo(keys);
    }
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
