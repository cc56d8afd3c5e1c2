package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.UnfinishedMoveException;
import io.obsrv.dataset.Verb;
import io.obsrv.error.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moves that a user has no right to finish, on one PostgreSQL with datasets that are fine. */
class PostgresUnfinishedMovesTest {
  private final String database = TestPostgres.database();
  private final String user = "app_" + database;

  @BeforeEach
  void publishAsOwner() {
    TestPostgres.execute(database, "create role %s login".formatted(user));
    try (Obsrv owner = asOwner()) {
      Fixtures.publish(owner, definition("orders"));
      Fixtures.publish(owner, definition("sales"));
      owner.datasets().retire("orders");
    }
    for (String space : new String[] {"obsrv", "obsrv_orders", "obsrv_sales"}) {
      TestPostgres.execute(database, "grant usage on schema %s to %s".formatted(space, user));
      TestPostgres.execute(
          database,
          "grant select, insert, update, delete on all tables in schema %s to %s"
              .formatted(space, user));
    }
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.execute(database, "drop owned by %s cascade".formatted(user));
    TestPostgres.execute(database, "drop role " + user);
    TestPostgres.drop(database);
  }

  private static DefinitionBuilder definition(String id) {
    return Fixtures.numbered(id).key("id");
  }

  private Obsrv asOwner() {
    return Obsrv.open(JdbcStorage.postgres(TestPostgres.dataSource(database)));
  }

  private Obsrv asUser() {
    return Obsrv.open(JdbcStorage.postgres(TestPostgres.dataSource(database, user)));
  }

  @Test
  void a_purge_that_a_user_may_not_finish_keeps_the_user_from_no_other_dataset() {
    try (Obsrv obsrv = asUser()) {
      assertThatThrownBy(() -> obsrv.datasets().purge("orders", "no longer needed"))
          .isInstanceOfSatisfying(
              UnfinishedMoveException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED))
          .hasCauseInstanceOf(StorageException.class)
          .hasMessageStartingWith("Cannot drop dataset 'orders': user '%s' lacks".formatted(user))
          .hasMessageEndingWith(
              " The purge of dataset 'orders' is begun and will be finished, soon where processes"
                  + " share the storage, or else at the next opening; call purge again to finish it"
                  + " now.");
    }

    try (Obsrv obsrv = asUser()) {
      assertThat(obsrv.ingestion().ingest("sales", "{\"id\": 1}").accepted()).isEqualTo(1);
      assertThat(obsrv.datasets().find("orders").orElseThrow().isUnderWay(Verb.PURGE)).isTrue();
    }
    try (Obsrv obsrv = asOwner()) {
      assertThat(obsrv.datasets().find("orders").orElseThrow().status())
          .isEqualTo(DatasetStatus.PURGED);
    }
  }
}
