package io.obsrv.jdbc;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.QueryRefusedException;
import io.obsrv.query.Result;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that take long, here since somebody holds the table that they ask. */
class QuerySeatsTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final QueryLimits PATIENT = new QueryLimits(10, LONG);
  private static final QueryLimits HASTY = new QueryLimits(10, Duration.ofSeconds(1));
  private static final int CONNECTIONS = 3;

  private final String database = TestPostgres.database();
  private final JdbcStorage storage =
      JdbcStorage.configure()
          .connections(CONNECTIONS)
          .timeouts(PostgresTimeouts.DEFAULT.connect(Duration.ofMinutes(1)).lock(LONG))
          .postgres(TestPostgres.url(database), "postgres", "");
  private final List<Thread> threads = new ArrayList<>();
  private final List<FutureTask<Result>> answers = new ArrayList<>();
  private Layout held;
  private Layout other;

  @BeforeEach
  void makeDatasets() {
    held = live("held");
    other = live("other");
  }

  @AfterEach
  void close() {
    storage.close();
    TestPostgres.drop(database);
  }

  private Layout live(String id) {
    Layout layout = Quakes.layout(id);
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    return layout;
  }

  @Test
  void leave_a_connection_to_those_who_work() throws Exception {
    try (Connection holder = holder()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        ask();
      }
      awaitAllWaiting();

      assertThat(storage.data().commit(Batch.of(other, Quakes.row("a", null, null, null))))
          .isInstanceOf(CommitResult.Committed.class);
      assertThat(storage.registry().list()).isEmpty();

      holder.rollback();
      for (FutureTask<Result> answer : answers) {
        assertThat(answer.get(2, MINUTES).rows()).isEmpty();
      }
    }
  }

  @Test
  void keep_others_waiting_no_longer_than_these_may() throws Exception {
    try (Connection holder = holder()) {
      for (int i = 0; i < QuerySeats.of(CONNECTIONS); i++) {
        ask();
      }
      awaitAllWaiting();

      assertThatThrownBy(() -> storage.queries().run(other, Query.from("other"), HASTY))
          .isInstanceOf(QueryRefusedException.class)
          .hasMessage(
              "Cannot query dataset 'other': 2 questions are being answered, and none was done"
                  + " within 1 s. Ask fewer at a time, or raise 'connections' of the"
                  + " JdbcStorageBuilder.");
      assertThatThrownBy(
              () -> storage.queries().sql(other, "other", "select count(*) from other", HASTY))
          .isInstanceOf(QueryRefusedException.class)
          .hasMessageContaining("2 questions are being answered");

      holder.rollback();
      for (FutureTask<Result> answer : answers) {
        assertThat(answer.get(2, MINUTES).rows()).isEmpty();
      }
      assertThat(storage.queries().run(other, Query.from("other"), PATIENT).rows()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "4, 3", "7, 6", "8, 6", "16, 12", "1000, 750"})
  void are_all_but_a_quarter_of_the_connections(int connections, int questions) {
    assertThat(QuerySeats.of(connections)).isEqualTo(questions);
  }

  @Test
  void are_not_counted_where_the_connections_are_those_of_the_application() {
    Databases databases =
        PostgresDatabases.of(
            TestPostgres.dataSource(database),
            PostgresTimeouts.DEFAULT,
            Scripts.dataset(Dialect.POSTGRESQL));

    assertThat(databases.connections()).isEqualTo(OptionalInt.empty());
    databases.close();
  }

  private Connection holder() throws SQLException {
    Connection holder = TestPostgres.dataSource(database).getConnection();
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("lock table obsrv_held._rows in access exclusive mode");
    }
    return holder;
  }

  private void ask() {
    FutureTask<Result> answer =
        new FutureTask<>(() -> storage.queries().run(held, Query.from("held"), PATIENT));
    Thread thread = new Thread(answer, "asking");
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
    answers.add(answer);
  }

  /** Waits until each question waits for the table, or for a seat, whose time is bounded. */
  private void awaitAllWaiting() throws SQLException {
    try (Connection watcher = TestPostgres.dataSource(database).getConnection()) {
      while (waitingForTable(watcher) + waitingInThisProcess() < threads.size()) {
        assertThat(answers).noneMatch(FutureTask::isDone);
        Thread.onSpinWait();
      }
    }
  }

  private long waitingInThisProcess() {
    return threads.stream().filter(t -> t.getState() == Thread.State.TIMED_WAITING).count();
  }

  private static long waitingForTable(Connection watcher) throws SQLException {
    try (Statement statement = watcher.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """)) {
      row.next();
      return row.getLong(1);
    }
  }
}
