package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.CommitOutcomeUnknownException;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections that the server ends are replaced, unless nobody can know what was done with them.
 */
class PostgresLossTest {
  private static final Layout LAYOUT = Quakes.layout("quakes");

  private final String database = TestPostgres.database();

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }

  @Test
  void connections_that_died_while_nobody_used_them_are_replaced() {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setDataSource(TestPostgres.dataSource(database));
      pool.setMaximumPoolSize(1);
      assertReplaced(JdbcStorage.postgres(pool));
    }
    assertReplaced(
        JdbcStorage.configure()
            .connections(1)
            .postgres(TestPostgres.url(database), "postgres", ""));
  }

  private void assertReplaced(JdbcStorage storage) {
    try (storage) {
      publish(storage);
      endSessions();
      assertThat(commit(storage, "a")).isInstanceOf(CommitResult.Committed.class);
      endSessions();
      assertThat(storage.data().counters(LAYOUT.id()).accepted()).isEqualTo(1);
      endSessions();
      assertThat(storage.registry().list()).isEmpty();
      endSessions();
      assertThat(
              storage
                  .queries()
                  .run(LAYOUT, Query.from("quakes").count(), QueryLimits.DEFAULT)
                  .rows())
          .hasSize(1);
      endSessions();
      List<ArchiveEntry> entries = new ArrayList<>();
      storage.archives().dump(LAYOUT, entries::add);
      assertThat(entries).isNotEmpty();
      endSessions();
      storage.data().prepare(LAYOUT);
      endSessions();
      storage.archives().drop(LAYOUT.id());
      assertThat(storage.data().counters(LAYOUT.id())).isEqualTo(Counters.ZERO);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCKED", "ADDED", "QUARANTINED"})
  void a_batch_whose_connection_dies_before_the_commit_is_written_anew(CommitStep step) {
    AtomicInteger passages = new AtomicInteger();
    try (JdbcStorage storage =
        open(
            reached -> {
              if (reached == step && passages.incrementAndGet() == 1) {
                endSessions();
              }
            })) {
      publish(storage);

      assertThat(commit(storage, "a")).isInstanceOf(CommitResult.Committed.class);

      assertThat(passages).hasValue(2);
      assertThat(storage.data().counters(LAYOUT.id()).received()).isEqualTo(1);
    }
  }

  @Test
  void a_batch_whose_connection_dies_with_the_commit_has_an_unknown_outcome() {
    AtomicInteger passages = new AtomicInteger();
    try (JdbcStorage storage =
        open(
            reached -> {
              if (reached == CommitStep.COMMITTING && passages.incrementAndGet() == 1) {
                endSessions();
              }
            })) {
      publish(storage);

      assertThatThrownBy(() -> commit(storage, "a"))
          .isInstanceOf(CommitOutcomeUnknownException.class);
      assertThat(passages).hasValue(1);
      assertThat(storage.data().counters(LAYOUT.id()).received()).isZero();
      assertThat(commit(storage, "a")).isInstanceOf(CommitResult.Committed.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Purpose.class,
      names = {"READ", "QUERY"})
  void what_only_reads_is_done_anew_if_its_connection_dies_with_the_commit(Purpose purpose) {
    AtomicInteger passages = new AtomicInteger();
    try (JdbcStorage storage = open(CommitHook.NONE);
        Transactions transactions =
            new Transactions(
                PostgresDatabases.of(
                    TestPostgres.dataSource(database),
                    PostgresTimeouts.DEFAULT,
                    Scripts.dataset(Dialect.POSTGRESQL)))) {
      publish(storage);

      int read =
          transactions.inDataset(
              LAYOUT.id(),
              purpose,
              "read",
              0,
              session -> {
                int one = session.query("select 1").mapTo(Integer.class).one();
                if (passages.incrementAndGet() == 1) {
                  endSessions();
                }
                return one;
              });

      assertThat(read).isEqualTo(1);
      assertThat(passages).hasValue(2);
    }
  }

  @Test
  void a_dump_that_has_begun_is_not_begun_anew() {
    try (JdbcStorage storage = open(CommitHook.NONE)) {
      publish(storage);
      commit(storage, "a");
      commit(storage, "b");
      List<ArchiveEntry> entries = new ArrayList<>();

      assertThatThrownBy(
              () ->
                  storage
                      .archives()
                      .dump(
                          LAYOUT,
                          entry -> {
                            entries.add(entry);
                            endSessions();
                          }))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(
              "Cannot dump dataset 'quakes': PostgreSQL ended the connection: '");
      assertThat(entries).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_dataset_that_another_process_has_dropped_is_not_there() {
    try (JdbcStorage storage = open(CommitHook.NONE);
        JdbcStorage other = open(CommitHook.NONE)) {
      publish(storage);
      assertThat(commit(storage, "a")).isInstanceOf(CommitResult.Committed.class);
      other.archives().drop(LAYOUT.id());

      assertThat(commit(storage, "b")).isInstanceOf(CommitResult.Refused.class);
      assertThat(storage.data().counters(LAYOUT.id())).isEqualTo(Counters.ZERO);
      publish(other);
      assertThat(commit(storage, "b")).isInstanceOf(CommitResult.Committed.class);
    }
  }

  private JdbcStorage open(CommitHook hook) {
    return JdbcStorage.configure()
        .commitHook(hook)
        .postgres(TestPostgres.url(database), "postgres", "");
  }

  private static void publish(JdbcStorage storage) {
    storage.data().prepare(LAYOUT);
    storage.data().activate(LAYOUT, OnContradiction.REFUSE);
  }

  private static CommitResult commit(JdbcStorage storage, String id) {
    return storage.data().commit(Batch.of(LAYOUT, Quakes.row(id, null, null, null)));
  }

  /** Ends what is connected to the database, and waits until it is gone. */
  private void endSessions() {
    TestPostgres.endSessions(database);
  }
}
