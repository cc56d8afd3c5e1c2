package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Hold;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class ScriptsTest {
  private static final DatasetId ID = DatasetId.of("quakes");
  private static final List<String> FIRST =
      List.of("create table if not exists <schema>.t (a integer)");
  private static final List<String> SECOND =
      List.of(
          "alter table <schema>.t add column if not exists b integer",
          "create table if not exists <schema>.u (a integer)");
  private static final List<String> BROKEN =
      List.of("alter table <schema>.t add column if not exists b integer", "nonsense");

  @Test
  void new_tables_are_those_of_the_newest_version() {
    H2Databases databases = h2(TestDirectories.create(), List.of(FIRST, SECOND));
    try (Lease lease = databases.made(ID, Hold.granted())) {
      assertThat(installed(lease.handle())).containsExactly(1, 2);
      assertThat(count(lease.handle(), "t where b is null")).isZero();
      assertThat(count(lease.handle(), "u")).isZero();
    }
    databases.close();
  }

  @Test
  void old_tables_are_brought_to_the_newest_version_when_they_are_opened() {
    Path directory = TestDirectories.create();
    H2Databases old = h2(directory, List.of(FIRST));
    try (Lease lease = old.made(ID, Hold.granted())) {
      lease.handle().execute("insert into <schema>.t (a) values (7)");
    }
    old.close();

    H2Databases newer = h2(directory, List.of(FIRST, SECOND));
    try (Lease lease = newer.dataset(ID, Purpose.WORK).orElseThrow()) {
      assertThat(installed(lease.handle())).containsExactly(1, 2);
      assertThat(count(lease.handle(), "t where a = 7 and b is null")).isEqualTo(1);
    }
    newer.close();
  }

  @Test
  void an_upgrade_that_was_broken_off_is_completed() {
    Path directory = TestDirectories.create();
    H2Databases old = h2(directory, List.of(FIRST));
    old.made(ID, Hold.granted()).close();
    old.close();
    H2Databases broken = h2(directory, List.of(FIRST, BROKEN));
    assertThatThrownBy(() -> broken.dataset(ID, Purpose.WORK)).hasMessageContaining("nonsense");
    broken.close();

    H2Databases newer = h2(directory, List.of(FIRST, SECOND));
    try (Lease lease = newer.dataset(ID, Purpose.WORK).orElseThrow()) {
      assertThat(installed(lease.handle())).containsExactly(1, 2);
      assertThat(count(lease.handle(), "u")).isZero();
    }
    newer.close();
  }

  @Test
  void tables_of_a_newer_release_are_left_alone() {
    Path directory = TestDirectories.create();
    H2Databases newer = h2(directory, List.of(FIRST, SECOND));
    newer.made(ID, Hold.granted()).close();
    newer.close();

    H2Databases old = h2(directory, List.of(FIRST));
    assertThatThrownBy(() -> old.dataset(ID, Purpose.WORK))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "Cannot open the tables of a dataset: they have version 2, this release knows 1. Use the release that wrote them, or a newer one.");
    old.close();
  }

  @Test
  void tables_that_are_refused_are_let_go_of() throws SQLException {
    Path directory = TestDirectories.create();
    H2Databases newer = h2(directory, List.of(FIRST, SECOND));
    newer.made(ID, Hold.granted()).close();
    newer.close();
    H2Databases old = h2(directory, List.of(FIRST));
    assertThatThrownBy(() -> old.dataset(ID, Purpose.WORK)).isInstanceOf(StorageException.class);

    String other = "jdbc:h2:" + directory.resolve("datasets").resolve(ID.value());
    try (Connection connection = DriverManager.getConnection(other, "sa", "")) {
      assertThat(connection.isValid(1)).isTrue();
    }
    old.close();
  }

  @Test
  void postgres_upgrades_in_one_transaction() {
    String name = TestPostgres.database();
    try {
      PostgresDatabases old = postgres(name, List.of(FIRST));
      old.made(ID, Hold.granted()).close();
      assertThatThrownBy(() -> postgres(name, List.of(FIRST, BROKEN)).dataset(ID, Purpose.WORK))
          .hasMessageContaining("nonsense");

      try (Lease lease = old.dataset(ID, Purpose.WORK).orElseThrow()) {
        assertThat(installed(lease.handle())).containsExactly(1);
      }
      try (Lease lease =
          postgres(name, List.of(FIRST, SECOND)).dataset(ID, Purpose.WORK).orElseThrow()) {
        assertThat(installed(lease.handle())).containsExactly(1, 2);
        assertThat(count(lease.handle(), "u")).isZero();
      }
    } finally {
      TestPostgres.drop(name);
    }
  }

  @Test
  void statements_end_with_a_semicolon_at_the_end_of_a_line() {
    assertThat(Scripts.statements("a;\n\nb\n  c; d;\n")).containsExactly("a", "b\n  c; d");
  }

  private static H2Databases h2(Path directory, List<List<String>> versions) {
    return new H2Databases(
        new H2Address.Files(directory),
        Clock.systemUTC(),
        Duration.ofSeconds(30),
        64,
        new Scripts("dataset", versions));
  }

  private static PostgresDatabases postgres(String database, List<List<String>> versions) {
    return PostgresDatabases.of(
        TestPostgres.dataSource(database),
        PostgresTimeouts.DEFAULT,
        new Scripts("dataset", versions));
  }

  private static List<Integer> installed(Handle handle) {
    return new ArrayList<>(
        handle
            .createQuery("select version from <schema>._schema order by version")
            .mapTo(Integer.class)
            .list());
  }

  private static int count(Handle handle, String table) {
    return handle.createQuery("select count(*) from <schema>." + table).mapTo(Integer.class).one();
  }
}
