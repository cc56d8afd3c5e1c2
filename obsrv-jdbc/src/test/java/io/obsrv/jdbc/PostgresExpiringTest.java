package io.obsrv.jdbc;

import static io.obsrv.table.Granularity.DAY;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.Kind;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Layout;
import io.obsrv.policy.Retention;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresExpiringTest extends ExpiringContract {
  private final String database = TestPostgres.database();

  @Override
  Databases open(Clock time) {
    return TestPostgres.open(database);
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }

  /** Whoever holds the table keeps the search from ending, but nobody who does not need it. */
  @Test
  void the_control_row_is_free_while_rows_are_searched() throws Exception {
    Layout layout = live(1, Kind.EVENT, 30);
    try (Connection holder = DriverManager.getConnection(TestPostgres.url(database));
        Statement statement = holder.createStatement();
        Connection watcher = DriverManager.getConnection(TestPostgres.url(database))) {
      holder.setAutoCommit(false);
      statement.execute("lock table obsrv_quakes._rows in access exclusive mode");
      CompletableFuture<Optional<ExpiredPart>> expiring =
          CompletableFuture.supplyAsync(() -> storage.data().expire(new Expiry(layout, NOW), 0));
      while (!isWaiting(watcher)) {
        assertThat(expiring).isNotDone();
      }

      storage.data().admit(layout, true);

      assertThat(expiring).isNotDone();
      holder.rollback();
      assertThat(expiring.get(1, MINUTES)).contains(ExpiredPart.NONE);
    }
  }

  /** Its lease is taken away between the transaction of the groups and the one of the rows. */
  @Test
  void groups_that_went_are_counted_also_where_no_rows_may_go_any_more() throws Exception {
    Layout layout =
        live(
            Quakes.layout(
                1,
                Quakes.plain("quakes")
                    .retain(Retention.byEventTime(Duration.ofDays(30)))
                    .table("brief", t -> t.every(DAY).count().retain(Duration.ofDays(1)))));
    storage.data().commit(Batch.of(layout, Quakes.row("a", "Fiji", 5.0, "2026-03-20T00:00:00Z")));
    HeldLease lease =
        storage
            .leases()
            .acquire(layout.id(), "upkeep", "this", Duration.ofMinutes(1))
            .orElseThrow();
    Expiry expiry = new Expiry(layout, NOW, Optional.of(lease));
    try (Connection holder = DriverManager.getConnection(TestPostgres.url(database));
        Statement statement = holder.createStatement();
        Connection watcher = DriverManager.getConnection(TestPostgres.url(database))) {
      holder.setAutoCommit(false);
      statement.execute("lock table obsrv_quakes._rows in access exclusive mode");
      CompletableFuture<Optional<ExpiredPart>> expiring =
          CompletableFuture.supplyAsync(() -> storage.data().expire(expiry, 0));
      while (!isWaiting(watcher)) {
        assertThat(expiring).isNotDone();
      }

      storage.leases().release(layout.id(), lease);
      holder.rollback();

      assertThat(expiring.get(1, MINUTES)).contains(new ExpiredPart(0, 1, OptionalLong.of(0)));
      assertThat(storage.data().expire(expiry, 0)).isEmpty();
    }
  }

  private static boolean isWaiting(Connection watcher) throws SQLException {
    try (Statement statement = watcher.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select exists (select 1 from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock')
                """)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
