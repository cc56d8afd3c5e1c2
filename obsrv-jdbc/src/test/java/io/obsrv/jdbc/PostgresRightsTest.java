package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the user of a PostgreSQL database has to be allowed, and how it is told what is missing. */
class PostgresRightsTest {
  private final String database = TestPostgres.database();
  private final String user = "app_" + database;

  @BeforeEach
  void makeUser() {
    run("create role %s login".formatted(user));
  }

  @AfterEach
  void dropDatabase() {
    run("drop owned by %s cascade".formatted(user));
    run("drop role " + user);
    TestPostgres.drop(database);
  }

  @Test
  void a_user_who_may_make_no_schema_is_told_so_when_the_storage_is_opened() {
    assertThatThrownBy(this::open)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "Cannot open the PostgreSQL database: user '%s' lacks CREATE on database %s: PostgreSQL answered 'ERROR: permission denied for database %s' (SQLState 42501). Nothing was stored; grant what is missing, then try again."
                .formatted(user, database, database));
  }

  @Test
  void a_user_who_may_make_schemas_needs_no_more() {
    run("grant create on database %s to %s".formatted(database, user));
    try (JdbcStorage storage = open()) {
      Layout layout = Quakes.layout("quakes");
      publish(storage, layout);
      assertCommits(storage, layout, "a");
      storage.archives().drop(layout.id());
      publish(storage, layout);
      assertCommits(storage, layout, "a");
    }
  }

  @Test
  void a_user_who_owns_its_schemas_needs_no_right_to_the_database() {
    run("create schema obsrv authorization " + user);
    run("create schema obsrv_quakes authorization " + user);
    try (JdbcStorage storage = open()) {
      Layout layout = Quakes.layout("quakes");
      publish(storage, layout);
      assertCommits(storage, layout, "a");

      assertThatThrownBy(() -> storage.data().prepare(Quakes.layout("others")))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(
              "Cannot prepare dataset 'others': user '%s' lacks CREATE on database %s: PostgreSQL answered"
                  .formatted(user, database));
      assertCommits(storage, layout, "b");
    }
  }

  @Test
  void a_right_that_is_taken_away_is_named_when_a_batch_is_committed_and_nothing_is_stored() {
    run("grant create on database %s to %s".formatted(database, user));
    try (JdbcStorage storage = open()) {
      Layout layout = Quakes.layout("quakes");
      publish(storage, layout);
      assertCommits(storage, layout, "a");
      run("revoke insert, delete on obsrv_quakes._rows from " + user);

      assertThatThrownBy(
              () -> storage.data().commit(Batch.of(layout, Quakes.row("b", null, null, null))))
          .isInstanceOf(StorageException.class)
          .hasMessage(
              "Cannot commit to dataset 'quakes': user '%s' lacks INSERT on table obsrv_quakes._rows, DELETE on table obsrv_quakes._rows: PostgreSQL answered 'ERROR: permission denied for table _rows' (SQLState 42501). Nothing was stored; grant what is missing, then try again."
                  .formatted(user));
      assertThat(storage.data().counters(layout.id()).received()).isEqualTo(1);

      run("grant insert, delete on obsrv_quakes._rows to " + user);
      assertCommits(storage, layout, "b");
    }
  }

  @Test
  void a_user_who_may_only_write_rows_is_told_what_a_publication_needs() {
    Layout layout = Quakes.layout("quakes");
    try (JdbcStorage owner = JdbcStorage.postgres(TestPostgres.dataSource(database))) {
      publish(owner, layout);
    }
    for (String space : new String[] {"obsrv", "obsrv_quakes"}) {
      run("grant usage on schema %s to %s".formatted(space, user));
      run(
          "grant select, insert, update, delete on all tables in schema %s to %s"
              .formatted(space, user));
    }
    try (JdbcStorage storage = open()) {
      assertCommits(storage, layout, "a");

      Layout next =
          Quakes.layout(
              2,
              Quakes.timeless("quakes")
                  .schema(Quakes.schema(", \"extra\": {\"type\": \"string\"}")));
      assertThatThrownBy(() -> storage.data().prepare(next))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("user '%s' lacks CREATE on schema obsrv_quakes".formatted(user))
          .hasMessageContaining("ownership of table obsrv_quakes._rows")
          .hasMessageContaining("SQLState 42501");
      assertCommits(storage, layout, "b");
    }
  }

  @Test
  void tables_that_a_user_cannot_see_are_not_taken_for_a_dataset_that_is_not_there() {
    Layout layout = Quakes.layout("quakes");
    try (JdbcStorage owner = JdbcStorage.postgres(TestPostgres.dataSource(database))) {
      publish(owner, layout);
    }
    run("grant usage on schema obsrv to " + user);
    run("grant select, insert, update, delete on all tables in schema obsrv to " + user);
    try (JdbcStorage storage = open()) {
      assertThatThrownBy(
              () -> storage.data().commit(Batch.of(layout, Quakes.row("a", null, null, null))))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(
              "Cannot use the tables in schema \"obsrv_quakes\": user '%s' lacks USAGE on schema obsrv_quakes, SELECT on table"
                  .formatted(user));
    }
  }

  private JdbcStorage open() {
    return JdbcStorage.postgres(TestPostgres.dataSource(database, user));
  }

  @Test
  void a_right_that_a_query_lacks_is_named() {
    run("grant create on database %s to %s".formatted(database, user));
    try (JdbcStorage storage = open()) {
      Layout layout = Quakes.layout("quakes");
      publish(storage, layout);
      run("revoke select on obsrv_quakes._rows from " + user);

      assertThatThrownBy(
              () -> storage.queries().run(layout, Query.from("quakes"), QueryLimits.DEFAULT))
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith(
              "Cannot query dataset 'quakes': user '%s' lacks SELECT on table obsrv_quakes._rows:"
                  .formatted(user));
    }
  }

  @Test
  void a_database_of_another_encoding_is_refused() {
    String latin = database + "_latin";
    run("create database %s encoding 'LATIN1' locale 'C' template template0".formatted(latin));
    try {
      assertThatThrownBy(() -> JdbcStorage.postgres(TestPostgres.dataSource(latin)))
          .isInstanceOf(StorageException.class)
          .hasMessage(
              "Cannot open the PostgreSQL database: its encoding is LATIN1, must be UTF8. Make one"
                  + " with \"create database … encoding 'UTF8' template template0\".");
    } finally {
      run("drop database %s with (force)".formatted(latin));
    }
  }

  @Test
  void a_server_that_is_too_old_is_refused() {
    assertThatThrownBy(() -> PostgresRequirements.refuseOlder(13))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "Cannot open the PostgreSQL database: it is of PostgreSQL 13, must be of 14 or newer."
                + " Upgrade the server, or choose another one.");
    PostgresRequirements.refuseOlder(14);
  }

  private static void publish(JdbcStorage storage, Layout layout) {
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    storage.data().settle(layout);
  }

  private static void assertCommits(JdbcStorage storage, Layout layout, String id) {
    assertThat(storage.data().commit(Batch.of(layout, Quakes.row(id, null, null, null))))
        .isInstanceOf(CommitResult.Committed.class);
  }

  private void run(String sql) {
    TestPostgres.execute(database, sql);
  }
}
