package io.obsrv.jdbc;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.Result;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What takes too long in PostgreSQL ends, says why, and leaves nothing behind. */
class PostgresTimeoutsTest {
  private static final Layout LAYOUT = Quakes.layout("quakes");

  private final String database = TestPostgres.database();

  /** Whose the connections are. */
  enum Pool {
    OWN {
      @Override
      JdbcStorage open(JdbcStorageBuilder builder, String database) {
        return builder.connections(3).postgres(TestPostgres.url(database), "postgres", "");
      }
    },
    NONE {
      @Override
      JdbcStorage open(JdbcStorageBuilder builder, String database) {
        return builder.postgres(TestPostgres.dataSource(database));
      }
    };

    abstract JdbcStorage open(JdbcStorageBuilder builder, String database);
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }

  @ParameterizedTest
  @EnumSource
  void a_batch_waits_for_a_dataset_no_longer_than_for_a_lock(Pool pool) throws SQLException {
    PostgresTimeouts timeouts = PostgresTimeouts.DEFAULT.lock(Duration.ofMillis(200));
    try (JdbcStorage storage = open(pool, timeouts, CommitHook.NONE);
        Connection holder = TestPostgres.dataSource(database).getConnection()) {
      hold(holder);

      assertThatThrownBy(() -> commit(storage, "a"))
          .isInstanceOfSatisfying(
              ObsrvException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED))
          .hasMessage(
              "Cannot commit to dataset 'quakes': it waited 200 ms for a lock that another"
                  + " transaction holds. Nothing was stored; try again. If that goes on, find the"
                  + " transaction in pg_stat_activity, or raise the bound 'lock' of"
                  + " PostgresTimeouts.");
      holder.rollback();
      assertThat(commit(storage, "a")).isInstanceOf(CommitResult.Committed.class);
      assertThat(storage.data().counters(LAYOUT.id()).received()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_statement_takes_no_longer_than_it_may(Pool pool) throws SQLException {
    PostgresTimeouts timeouts = PostgresTimeouts.DEFAULT.statement(Duration.ofSeconds(3));
    try (JdbcStorage storage = open(pool, timeouts, CommitHook.NONE);
        Connection holder = TestPostgres.dataSource(database).getConnection()) {
      hold(holder);

      assertThatThrownBy(() -> commit(storage, "a"))
          .isInstanceOf(StorageException.class)
          .hasMessage(
              "Cannot commit to dataset 'quakes': PostgreSQL answered 'ERROR: canceling statement"
                  + " due to statement timeout' (SQLState 57014); a statement may take 3 s. Nothing"
                  + " was stored; try again with less at a time, or raise the bound 'statement' of"
                  + " PostgresTimeouts.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void work_on_every_row_may_wait_longer(Pool pool) throws Exception {
    PostgresTimeouts timeouts =
        PostgresTimeouts.DEFAULT.lock(Duration.ofMillis(100)).statement(Duration.ofSeconds(1));
    try (JdbcStorage storage = open(pool, PostgresTimeouts.DEFAULT, CommitHook.NONE)) {
      assertThat(commit(storage, "a")).isInstanceOf(CommitResult.Committed.class);
    }
    try (JdbcStorage storage = pool.open(JdbcStorage.configure().timeouts(timeouts), database);
        Connection holder = TestPostgres.dataSource(database).getConnection()) {
      hold(holder);
      CompletableFuture<Void> activation =
          CompletableFuture.runAsync(() -> storage.data().activate(LAYOUT, OnContradiction.REFUSE));
      await(
          """
          select exists (select 1 from pg_stat_activity where datname = current_database()
            and wait_event_type = 'Lock' and clock_timestamp() - query_start > interval '1200 ms')
          """);
      holder.rollback();

      activation.get(1, MINUTES);
    }
  }

  /** Where a dataset is about to be dropped, say, and that waits for commits under way. */
  @ParameterizedTest
  @EnumSource
  void a_question_does_not_wait_for_who_may_change_tables_that_are_there(Pool pool)
      throws Exception {
    try (JdbcStorage storage = open(pool, PostgresTimeouts.DEFAULT, CommitHook.NONE)) {
      assertThat(commit(storage, "a")).isInstanceOf(CommitResult.Committed.class);
    }
    try (JdbcStorage storage = pool.open(JdbcStorage.configure(), database);
        Connection holder = TestPostgres.dataSource(database).getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(hashtextextended('obsrv_quakes', 0))");

      assertThat(asked(storage).get(1, MINUTES).rows()).hasSize(1);

      statement.execute("drop schema obsrv_quakes cascade");
      CompletableFuture<Result> lateAsked = asked(storage);
      awaitWaiting();
      holder.commit();
      assertThat(lateAsked.get(1, MINUTES).rows()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_question_waits_for_tables_that_are_not_there_no_longer_than_for_a_lock(Pool pool)
      throws SQLException {
    PostgresTimeouts timeouts = PostgresTimeouts.DEFAULT.lock(Duration.ofMillis(200));
    try (JdbcStorage storage = pool.open(JdbcStorage.configure().timeouts(timeouts), database);
        Connection holder = TestPostgres.dataSource(database).getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(hashtextextended('obsrv_quakes', 0))");

      assertThatThrownBy(
              () -> storage.queries().run(LAYOUT, Query.from("quakes"), QueryLimits.DEFAULT))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(
              "Cannot query dataset 'quakes': it waited 200 ms for a lock that another");

      holder.rollback();
      assertThat(storage.queries().run(LAYOUT, Query.from("quakes"), QueryLimits.DEFAULT).rows())
          .isEmpty();
    }
  }

  private static CompletableFuture<Result> asked(JdbcStorage storage) {
    return CompletableFuture.supplyAsync(
        () -> storage.queries().run(LAYOUT, Query.from("quakes"), QueryLimits.DEFAULT));
  }

  @ParameterizedTest
  @EnumSource
  void a_transaction_that_hangs_is_ended_by_the_server_and_done_anew(Pool pool) {
    AtomicInteger passages = new AtomicInteger();
    CommitHook hangs =
        step -> {
          if (step == CommitStep.ADDED && passages.incrementAndGet() == 1) {
            awaitNoTransaction();
          }
        };
    PostgresTimeouts timeouts = PostgresTimeouts.DEFAULT.idle(Duration.ofSeconds(3));
    try (JdbcStorage storage = open(pool, timeouts, hangs)) {
      assertThat(commit(storage, "a")).isInstanceOf(CommitResult.Committed.class);

      assertThat(passages).hasValue(2);
      assertThat(storage.data().counters(LAYOUT.id()).received()).isEqualTo(1);
    }
  }

  @Test
  void a_pool_without_a_free_connection_is_told() {
    PostgresTimeouts timeouts = PostgresTimeouts.DEFAULT.connect(Duration.ofSeconds(5));
    JdbcStorage[] self = new JdbcStorage[1];
    CommitHook nested =
        step -> {
          if (step == CommitStep.ADDED) {
            self[0].data().counters(LAYOUT.id());
          }
        };
    try (JdbcStorage storage =
        JdbcStorage.configure()
            .timeouts(timeouts)
            .connections(1)
            .commitHook(nested)
            .postgres(TestPostgres.url(database), "postgres", "")) {
      self[0] = storage;
      storage.data().prepare(LAYOUT);
      storage.data().activate(LAYOUT, OnContradiction.REFUSE);

      assertThatThrownBy(() -> commit(storage, "a"))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(
              "Cannot read dataset 'quakes': no connection was free, and none could be made, within"
                  + " 5 s (obsrv-jdbc - Connection is not available");
    }
  }

  @Test
  void bounds_out_of_range_are_refused() {
    assertThatThrownBy(() -> PostgresTimeouts.DEFAULT.lock(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lock is PT0S, must be PT0.001S to PT480H");
    assertThatThrownBy(() -> PostgresTimeouts.DEFAULT.connect(Duration.ofMillis(1)))
        .hasMessage("connect is PT0.001S, must be PT1S to PT1H");
    assertThatThrownBy(() -> JdbcStorage.configure().connections(0))
        .hasMessage("connections is 0, must be 1 to 1,000");
  }

  private JdbcStorage open(Pool pool, PostgresTimeouts timeouts, CommitHook hook) {
    JdbcStorage storage =
        pool.open(JdbcStorage.configure().timeouts(timeouts).commitHook(hook), database);
    storage.data().prepare(LAYOUT);
    storage.data().activate(LAYOUT, OnContradiction.REFUSE);
    return storage;
  }

  private static CommitResult commit(JdbcStorage storage, String id) {
    return storage.data().commit(Batch.of(LAYOUT, Quakes.row(id, null, null, null)));
  }

  private static void hold(Connection holder) throws SQLException {
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("select 1 from obsrv_quakes._control for update");
    }
  }

  private void awaitWaiting() {
    await(
        """
        select exists (select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock')
        """);
  }

  private void awaitNoTransaction() {
    await(
        """
        select not exists (select 1 from pg_stat_activity
          where datname = current_database() and state = 'idle in transaction')
        """);
  }

  private void await(String condition) {
    long deadline = System.nanoTime() + MINUTES.toNanos(1);
    try (Connection watcher = TestPostgres.dataSource(database).getConnection()) {
      boolean isTrue = false;
      while (!isTrue) {
        assertThat(System.nanoTime()).as("in time: %s", condition).isLessThan(deadline);
        try (Statement statement = watcher.createStatement();
            ResultSet row = statement.executeQuery(condition)) {
          row.next();
          isTrue = row.getBoolean(1);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
