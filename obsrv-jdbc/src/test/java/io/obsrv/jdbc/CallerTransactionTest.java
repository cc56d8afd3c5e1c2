package io.obsrv.jdbc;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.callback.Callback;
import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.Receipt;
import io.obsrv.event.TransactionRefusedException;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Query;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Batch;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Quakes;
import io.obsrv.storage.Storage;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.Telemetry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order and its event are stored in one transaction of the application, or neither is. */
class CallerTransactionTest {
  private static final DatasetId ID = DatasetId.of(Orders.ID);

  private final String name = TestPostgres.database();
  private final DataSource database = TestPostgres.dataSource(name);
  private final AtomicInteger told = new AtomicInteger();
  private final LinkedBlockingQueue<Long> sent = new LinkedBlockingQueue<>();
  private final Callback mail =
      Callback.to("mail", batch -> batch.records().forEach(row -> sent.add(row.sequence())));
  private Obsrv obsrv;

  @BeforeEach
  void open() throws SQLException {
    Orders.makeTable(database);
    obsrv = open(database);
  }

  @AfterEach
  void close() {
    obsrv.close();
    TestPostgres.drop(name);
  }

  private Obsrv open(DataSource connections) {
    Obsrv opened =
        Obsrv.on(
                JdbcStorage.configure()
                    .timeouts(PostgresTimeouts.DEFAULT.lock(Duration.ofSeconds(20)))
                    .postgres(connections))
            .connector(mail)
            .telemetry(
                new Telemetry() {
                  @Override
                  public void committed(DatasetId id, CommittedBatch batch) {
                    told.incrementAndGet();
                  }
                })
            .open();
    Fixtures.publish(opened, Orders.definition().destination("mail", mail.config()));
    return opened;
  }

  @Test
  void an_order_and_its_event_are_stored_together_and_told_of_afterwards() throws Exception {
    try (Connection connection = begin()) {
      JdbcTransaction transaction = JdbcTransaction.of(connection);
      Orders.place(connection, 7);
      Receipt receipt = obsrv.ingestion().ingest(Orders.ID, transaction, Orders.events(7));

      assertThat(receipt.accepted()).isEqualTo(1);
      assertThat(Orders.stored(database)).as("before the commit").isEmpty();
      connection.commit();
      assertThat(told).hasValue(0);
      transaction.committed();
      transaction.committed();
    }

    assertThat(told).hasValue(1);
    assertThat(sent.poll(1, MINUTES)).isEqualTo(1);
    assertThat(Orders.placed(database)).containsExactly(7);
    assertThat(Orders.stored(database)).containsExactly(7);
    assertThat(obsrv.queries().run(Orders.ID, Query.from("by_city")).rows().toString())
        .isEqualTo("[[Pune, 1, 7]]");
    assertThat(counters().accepted()).isEqualTo(1);
  }

  @Test
  void whatever_is_rolled_back_leaves_nothing_behind() throws SQLException {
    obsrv.ingestion().ingest(Orders.ID, "first", Orders.events(1));
    List<String> before = Orders.everything(database);
    int tellings = told.get();
    List<Event> events =
        List.of(
            Event.json("{\"id\": 1, \"city\": \"Pune\"}"),
            Event.json("{\"id\": 2, \"city\": \"Oslo\"}"),
            Event.json("{\"id\": \"x\"}"),
            Event.json("{\"id\":"));
    try (Connection connection = begin()) {
      Orders.place(connection, 2);
      JdbcTransaction transaction = JdbcTransaction.of(connection);
      Receipt receipt = obsrv.ingestion().ingest(Orders.ID, transaction, "second", events);
      assertThat(receipt.accepted()).isEqualTo(1);
      assertThat(receipt.duplicates()).isEqualTo(1);
      assertThat(receipt.quarantined()).isEqualTo(2);

      connection.rollback();
      transaction.rolledBack();
      transaction.committed();
    }

    assertThat(Orders.everything(database)).isEqualTo(before);
    assertThat(Orders.placed(database)).isEmpty();
    assertThat(told).hasValue(tellings);
    Receipt again = obsrv.ingestion().ingest(Orders.ID, "second", events);
    assertThat(again.accepted()).isEqualTo(1);
    assertThat(again.duplicates()).isEqualTo(1);
    assertThat(again.quarantined()).isEqualTo(2);
  }

  @Test
  void records_that_fail_are_in_quarantine_once_the_transaction_is_committed() throws SQLException {
    try (Connection connection = begin()) {
      Receipt receipt =
          obsrv
              .ingestion()
              .ingest(
                  Orders.ID,
                  JdbcTransaction.of(connection),
                  List.of(
                      Event.json("{\"id\": 2, \"city\": \"Oslo\"}"),
                      Event.json("{\"id\": \"x\"}")));
      assertThat(receipt.quarantined()).isEqualTo(1);
      assertThat(obsrv.monitor().quarantined(Orders.ID, 0, 10)).isEmpty();
      connection.commit();
    }

    assertThat(obsrv.monitor().quarantined(Orders.ID, 0, 10)).hasSize(1);
    Counters counters = counters();
    assertThat(counters.received()).isEqualTo(2);
    assertThat(counters.causes()).hasSize(1);
    assertThat(counters.warnings()).hasSize(1);
  }

  @Test
  void jdbi_tells_of_its_commit_by_itself() throws Exception {
    Jdbi jdbi = Jdbi.create(database);
    jdbi.useTransaction(
        handle -> {
          handle.execute("insert into placed (id) values (?)", 1);
          obsrv.ingestion().ingest(Orders.ID, JdbcTransaction.of(handle), Orders.events(1));
          assertThat(told).hasValue(0);
        });
    assertThat(told).hasValue(1);
    assertThat(sent.poll(1, MINUTES)).isEqualTo(1);
    assertThatThrownBy(
            () ->
                jdbi.useTransaction(
                    handle -> {
                      handle.execute("insert into placed (id) values (?)", 2);
                      obsrv
                          .ingestion()
                          .ingest(Orders.ID, JdbcTransaction.of(handle), Orders.events(2));
                      throw new IllegalStateException("the application has second thoughts");
                    }))
        .hasMessage("the application has second thoughts");

    assertThat(told).hasValue(1);
    assertThat(Orders.placed(database)).containsExactly(1);
    assertThat(Orders.stored(database)).containsExactly(1);
  }

  @Test
  void a_batch_with_a_name_is_stored_once_also_within_one_transaction() throws SQLException {
    try (Connection connection = begin()) {
      JdbcTransaction transaction = JdbcTransaction.of(connection);
      Receipt first = obsrv.ingestion().ingest(Orders.ID, transaction, "b", Orders.events(1));
      assertThat(obsrv.ingestion().ingest(Orders.ID, transaction, "b", Orders.events(1)))
          .isEqualTo(first);
      connection.rollback();
      Receipt second = obsrv.ingestion().ingest(Orders.ID, transaction, "b", Orders.events(1));
      connection.commit();
      assertThat(obsrv.ingestion().ingest(Orders.ID, "b", Orders.events(1))).isEqualTo(second);
      assertThat(obsrv.ingestion().ingest(Orders.ID, transaction, "b", Orders.events(1)))
          .isEqualTo(second);
      connection.commit();
    }

    assertThat(counters().received()).isEqualTo(1);
    assertThat(Orders.stored(database)).containsExactly(1);
  }

  @Test
  void several_batches_and_datasets_are_of_one_transaction() throws SQLException {
    Fixtures.publish(obsrv, Orders.definition("audits"));
    try (Connection connection = begin()) {
      JdbcTransaction transaction = JdbcTransaction.of(connection);
      obsrv.ingestion().ingest(Orders.ID, transaction, Orders.events(1));
      obsrv.ingestion().ingest("audits", transaction, Orders.events(1));
      obsrv.ingestion().ingest(Orders.ID, transaction, Orders.events(2));
      connection.commit();
      transaction.committed();
    }

    assertThat(told).hasValue(3);
    assertThat(Orders.stored(database)).containsExactly(1, 2);
    assertThat(obsrv.monitor().stats("audits").counters().accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
      })
  void many_callers_at_once_store_each_order_with_its_event(int isolation) throws Exception {
    int callers = 4;
    int orders = 12;
    ConcurrentSkipListSet<Integer> committed = new ConcurrentSkipListSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<?>> futures = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      int first = caller * 100;
      futures.add(
          threads.submit(
              () -> {
                for (int id = first; id < first + orders; id++) {
                  if (place(id, isolation)) {
                    committed.add(id);
                  }
                }
                return null;
              }));
    }
    for (Future<?> future : futures) {
      future.get(2, MINUTES);
    }
    threads.shutdown();

    assertThat(committed).hasSize(callers * orders * 3 / 4);
    assertThat(Orders.placed(database)).containsExactlyElementsOf(committed);
    assertThat(Orders.stored(database)).containsExactlyElementsOf(committed);
    assertThat(counters().received()).isEqualTo(committed.size());
    assertThat(obsrv.queries().run(Orders.ID, Query.from("by_city")).rows().toString())
        .isEqualTo(
            "[[Pune, %d, %d]]"
                .formatted(committed.size(), committed.stream().mapToInt(Integer::intValue).sum()));
  }

  /** Every fourth is rolled back. A transaction that came in the way of another is done anew. */
  private boolean place(int id, int isolation) throws SQLException {
    try (Connection connection = begin()) {
      connection.setTransactionIsolation(isolation);
      while (true) {
        try {
          Orders.place(connection, id);
          obsrv
              .ingestion()
              .ingest(Orders.ID, JdbcTransaction.of(connection), "o" + id, Orders.events(id));
          if (id % 4 == 3) {
            connection.rollback();
            return false;
          }
          connection.commit();
          return true;
        } catch (StorageException | SQLException e) {
          connection.rollback();
          assertThat(Failures.sql(e).map(Failures::state)).contains("40001");
        }
      }
    }
  }

  @Test
  void a_transaction_that_looks_at_an_older_state_is_told_to_begin_anew_and_stays_of_use()
      throws SQLException {
    try (Connection connection = begin()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Orders.place(connection, 1);
      obsrv.ingestion().ingest(Orders.ID, Orders.events(5));

      assertThatThrownBy(
              () ->
                  obsrv
                      .ingestion()
                      .ingest(Orders.ID, JdbcTransaction.of(connection), Orders.events(1)))
          .isInstanceOf(StorageException.class)
          .hasMessage(
              "Cannot commit to dataset 'orders': it came in the way of another transaction:"
                  + " PostgreSQL answered 'ERROR: could not serialize access due to concurrent"
                  + " update' (SQLState 40001). Nothing was stored; do it again, with all of the"
                  + " transaction if it is the application's.");
      Orders.place(connection, 2);
      connection.commit();
    }

    assertThat(Orders.placed(database)).containsExactly(1, 2);
    assertThat(Orders.stored(database)).containsExactly(5);
  }

  @Test
  void what_fails_leaves_the_transaction_as_it_was() throws Exception {
    Obsrv impatient =
        second(
            JdbcStorage.configure()
                .timeouts(PostgresTimeouts.DEFAULT.lock(Duration.ofMillis(200)))
                .postgres(database));
    try (impatient;
        Connection holder = begin();
        Connection connection = begin()) {
      set(connection, "set lock_timeout = '7s'");
      connection.commit();
      obsrv.ingestion().ingest(Orders.ID, JdbcTransaction.of(holder), Orders.events(1));
      Orders.place(connection, 2);

      assertThatThrownBy(
              () ->
                  impatient
                      .ingestion()
                      .ingest(Orders.ID, JdbcTransaction.of(connection), Orders.events(2)))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(
              "Cannot commit to dataset 'orders': it waited 200 ms for a lock that another"
                  + " transaction holds.");
      assertThat(show(connection, "lock_timeout")).isEqualTo("7s");
      holder.commit();
      impatient.ingestion().ingest(Orders.ID, JdbcTransaction.of(connection), Orders.events(3));
      assertThat(show(connection, "lock_timeout")).isEqualTo("7s");
      assertThat(show(connection, "statement_timeout")).isEqualTo("0");
      connection.commit();
    }

    assertThat(Orders.placed(database)).containsExactly(2);
    assertThat(Orders.stored(database)).containsExactly(1, 3);
  }

  @Test
  void the_user_of_the_transaction_is_the_one_who_lacks_a_right_and_the_transaction_goes_on()
      throws SQLException {
    String user = "caller_" + name;
    TestPostgres.execute(name, "create role %s login".formatted(user));
    TestPostgres.execute(name, "revoke execute on function pg_control_system() from public");
    try (Connection connection = TestPostgres.dataSource(name, user).getConnection()) {
      connection.setAutoCommit(false);
      assertThatThrownBy(
              () ->
                  obsrv
                      .ingestion()
                      .ingest(Orders.ID, JdbcTransaction.of(connection), Orders.events(1)))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(
              "Cannot commit to dataset '%s': user '%s' lacks USAGE on schema"
                  .formatted(Orders.ID, user))
          .hasMessageContaining("permission denied for function pg_control_system");
      try (Statement statement = connection.createStatement()) {
        assertThat(statement.execute("select 1")).isTrue();
      }
    } finally {
      TestPostgres.execute(name, "grant execute on function pg_control_system() to public");
      TestPostgres.execute(name, "drop role " + user);
    }
  }

  @Test
  void others_wait_for_the_transaction_and_the_caller_for_nobody() throws Exception {
    obsrv.ingestion().scale(Orders.ID, Scaling.DEFAULT.workers(1));
    try (Connection connection = begin();
        Connection watcher = database.getConnection()) {
      JdbcTransaction transaction = JdbcTransaction.of(connection);
      obsrv.ingestion().ingest(Orders.ID, transaction, Orders.events(1));
      CompletableFuture<Receipt> other =
          CompletableFuture.supplyAsync(
              () -> obsrv.ingestion().ingest(Orders.ID, Orders.events(2)));
      while (!isWaiting(watcher)) {
        assertThat(other).isNotDone();
      }

      obsrv.ingestion().ingest(Orders.ID, transaction, Orders.events(3));
      assertThat(other).isNotDone();
      connection.commit();
      assertThat(other.get(1, MINUTES).accepted()).isEqualTo(1);
    }

    assertThat(Orders.stored(database)).containsExactly(1, 2, 3);
  }

  @Test
  void a_version_that_another_process_has_published_is_found_within_the_transaction()
      throws SQLException {
    obsrv.ingestion().ingest(Orders.ID, Orders.events(1));
    try (Obsrv another = second(JdbcStorage.postgres(database))) {
      another
          .datasets()
          .edit(
              Orders.ID,
              definition ->
                  definition.schema(
                      Schema.parse(
                          """
                          {"type": "object", "required": ["id"], "properties": {
                            "id": {"type": "integer"}, "city": {"type": "string"},
                            "note": {"type": "string"}}}
                          """)));
      Fixtures.review(another, Orders.ID);
    }
    try (Connection connection = begin()) {
      Receipt receipt =
          obsrv
              .ingestion()
              .ingest(
                  Orders.ID,
                  JdbcTransaction.of(connection),
                  List.of(Event.json("{\"id\": 2, \"city\": \"Ulm\", \"note\": \"new\"}")));
      assertThat(receipt.version()).isEqualTo(2);
      connection.commit();
    }

    assertThat(
            obsrv
                .queries()
                .run(Orders.ID, Query.from(Orders.ID).select("id", "note").orderBy("id"))
                .rows()
                .toString())
        .isEqualTo("[[1, null], [2, new]]");
  }

  @Test
  void a_dataset_that_another_process_has_dropped_takes_nothing_and_the_transaction_goes_on()
      throws SQLException {
    try (Storage storage = JdbcStorage.postgres(database);
        Storage other = JdbcStorage.postgres(database);
        Connection connection = begin()) {
      Layout layout = Quakes.layout("quakes");
      storage.data().prepare(layout);
      storage.data().activate(layout, OnContradiction.REFUSE);
      Commit commit = Batch.of(layout, Quakes.row("a", null, null, null));
      JdbcTransaction transaction = JdbcTransaction.of(connection);
      assertThat(storage.data().commit(commit, transaction))
          .isInstanceOf(CommitResult.Committed.class);
      connection.rollback();
      other.archives().drop(layout.id());

      for (int i = 0; i < 2; i++) {
        assertThat(storage.data().commit(commit, transaction))
            .isInstanceOf(CommitResult.Refused.class);
      }
      Orders.place(connection, 7);
      connection.commit();
    }
    assertThat(Orders.placed(database)).containsExactly(7);
  }

  @Test
  void a_transaction_that_cannot_have_a_batch_in_it_is_refused() throws SQLException {
    String other = TestPostgres.database();
    Connection closed = begin();
    closed.close();
    try (Connection elsewhere = TestPostgres.dataSource(other).getConnection();
        Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
        Connection failed = begin();
        Connection automatic = database.getConnection()) {
      assertRefused(closed, "its connection is closed. Ingest before it is given back.");
      elsewhere.setAutoCommit(false);
      assertRefusedContaining(elsewhere, "it is one of database '%s' on server ".formatted(other));
      assertRefusedContaining(
          elsewhere, ", the dataset lives in database '%s' on server ".formatted(name));
      h2.setAutoCommit(false);
      assertRefused(h2, "it is one of H2, the dataset lives in PostgreSQL. Begin one there.");
      assertRefused(
          automatic,
          "none is begun, its connection commits each statement by itself. Call"
              + " setAutoCommit(false) first, or begin one with JDBI.");
      assertThatThrownBy(() -> Orders.place(begun(failed), 1)).isInstanceOf(SQLException.class);
      assertRefused(failed, "it has failed before. Roll it back, and begin another one.");
    } finally {
      TestPostgres.drop(other);
    }
    assertThat(counters().received()).isZero();
  }

  private Connection begun(Connection connection) throws SQLException {
    Orders.place(connection, 1);
    return connection;
  }

  @Test
  void storages_without_transactions_of_the_application_refuse_them() throws SQLException {
    try (Connection connection = begin()) {
      assertRefused(
          MemoryStorage.create(),
          connection,
          "its storage has no transactions that an application can begin. Ingest without one, or"
              + " keep the dataset in PostgreSQL.");
      assertRefused(
          JdbcStorage.h2Memory(),
          connection,
          "it lives in a database of its own, which H2 keeps for the library alone. Ingest without"
              + " a transaction, or keep the dataset in PostgreSQL.");
    }
  }

  @ParameterizedTest
  @CsvSource({"wait, 0", "commit, 1"})
  void a_process_that_is_killed_leaves_both_or_neither(String until, int expected)
      throws Exception {
    try (ChildProcess child =
        ChildProcess.start(JoiningMain.class, TestPostgres.url(name), "3", until)) {
      assertThat(child.line()).isEqualTo("ingested");
      if (expected == 1) {
        assertThat(child.line()).isEqualTo("committed");
      }
      child.kill();
    }

    // Waits until the server has seen that the process is gone.
    obsrv.ingestion().ingest(Orders.ID, Orders.events(9));
    assertThat(Orders.placed(database)).hasSize(expected);
    assertThat(Orders.stored(database)).hasSize(expected + 1).endsWith(9);
    assertThat(counters().received()).isEqualTo(expected + 1);
    Receipt again = obsrv.ingestion().ingest(Orders.ID, "order-3", Orders.events(3));
    assertThat(again.accepted()).isEqualTo(1);
    assertThat(Orders.stored(database)).containsExactly(3, 9);
  }

  @Test
  void a_pool_of_two_is_enough_for_a_caller_and_the_library() throws SQLException {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setDataSource(database);
      pool.setMaximumPoolSize(2);
      pool.setConnectionTimeout(5_000);
      try (Obsrv shared = second(JdbcStorage.postgres(pool));
          Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        Orders.place(connection, 1);
        shared.ingestion().ingest(Orders.ID, JdbcTransaction.of(connection), Orders.events(1));
        connection.commit();
      }
    }
    assertThat(Orders.stored(database)).containsExactly(1);
  }

  private Obsrv second(Storage storage) {
    return Obsrv.on(storage).connector(mail).sourcesStartOnCall().open();
  }

  private void assertRefused(Connection connection, String why) {
    assertThatThrownBy(
            () ->
                obsrv
                    .ingestion()
                    .ingest(Orders.ID, JdbcTransaction.of(connection), Orders.events(1)))
        .isInstanceOfSatisfying(
            TransactionRefusedException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TRANSACTION_REFUSED))
        .hasMessage("Cannot ingest into dataset 'orders' within the given transaction: " + why);
  }

  private void assertRefusedContaining(Connection connection, String why) {
    assertThatThrownBy(
            () ->
                obsrv
                    .ingestion()
                    .ingest(Orders.ID, JdbcTransaction.of(connection), Orders.events(1)))
        .isInstanceOf(TransactionRefusedException.class)
        .hasMessageContaining(why);
  }

  private static void assertRefused(Storage storage, Connection connection, String why) {
    try (Obsrv other = Obsrv.open(storage)) {
      Fixtures.publish(other, Orders.definition());
      assertThatThrownBy(
              () ->
                  other
                      .ingestion()
                      .ingest(Orders.ID, JdbcTransaction.of(connection), Orders.events(1)))
          .isInstanceOf(TransactionRefusedException.class)
          .hasMessage("Cannot ingest into dataset 'orders' within the given transaction: " + why);
    }
  }

  private Counters counters() {
    return obsrv.monitor().stats(ID.value()).counters();
  }

  private Connection begin() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void set(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    return read(connection, "select current_setting('%s')".formatted(setting));
  }

  private static boolean isWaiting(Connection watcher) throws SQLException {
    return read(
            watcher,
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """)
        .equals("1");
  }

  private static String read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
