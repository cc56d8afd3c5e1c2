package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.governance.Residence;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks for what was put in, without the library: at the bytes of every file of H2, and in every
 * row of every table that PostgreSQL has.
 */
class TracesTest {
  private static final String WORD = "ZebraCrossing7731";

  @TempDir Path files;
  private final TestLocations databases = new TestLocations();

  @AfterEach
  void drop() {
    databases.drop();
  }

  private Storage open(String name) {
    return name.startsWith("file") ? JdbcStorage.h2(files.resolve(name)) : databases.open(name);
  }

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {
                  "id": {"type": "string"}, "city": {"type": "string"}, "note": {"type": "string"}}}
                """))
        .key("id")
        .rule("once", r -> r.unique("note"))
        .table("by_city", t -> t.groupBy("city").count());
  }

  /** A row with the word in its key, in a group and in a unique value, and one in quarantine. */
  private static void fill(Obsrv obsrv) {
    obsrv
        .ingestion()
        .ingest(
            "orders",
            "{\"id\": \"%s\", \"city\": \"%s\", \"note\": \"%s\"}".formatted(WORD, WORD, WORD),
            "{\"id\": 1, \"note\": \"%s\"}".formatted(WORD));
  }

  @Test
  void rows_leave_no_trace_in_files_when_they_move_to_postgresql() throws Exception {
    moves("files", "database");
  }

  @Test
  void rows_leave_no_trace_in_postgresql_when_they_move_to_files() throws Exception {
    moves("database", "files");
  }

  private void moves(String home, String eu) throws Exception {
    try (Obsrv obsrv = Obsrv.on(open(home)).location("eu", open(eu)).open()) {
      Fixtures.publish(obsrv, orders());
      fill(obsrv);
    }
    assertThat(traces(home)).as("traces at home: %s", traces(home)).isNotEmpty();
    assertThat(traces(eu)).as("traces elsewhere").isEmpty();
    if (home.equals("database")) {
      assertThat(traces(home))
          .containsKeys(
              "obsrv_orders._rows",
              "obsrv_orders._keys",
              "obsrv_orders._owners",
              "obsrv_orders._quarantine");
    }

    String place;
    try (Obsrv obsrv = Obsrv.on(open(home)).location("eu", open(eu)).open()) {
      Fixtures.publish(obsrv, "orders", d -> d.location("eu"));
      Residence residence = obsrv.governance().residency("orders");
      assertThat(residence.isAsDeclared()).isTrue();
      place = residence.holdings().values().iterator().next().place();
    }
    assertThat(traces(home)).as("traces at home").isEmpty();
    assertThat(traces(eu)).as("traces elsewhere").isNotEmpty();
    assertThat(place)
        .isEqualTo(
            eu.equals("files")
                ? "H2 file '" + files.resolve("files/datasets/orders.mv.db") + "'"
                : "PostgreSQL database '%s' on 127.0.0.1:%s, schema 'obsrv_orders'"
                    .formatted(databases.database(eu), port(databases.database(eu))));
  }

  private static String port(String database) {
    return TestPostgres.url(database).replaceFirst(".*:(\\d+)/.*", "$1");
  }

  /** Where the word is found, and how often. */
  private SortedMap<String, Long> traces(String name) throws Exception {
    return name.equals("files") ? inFiles() : inDatabase(databases.database(name));
  }

  private SortedMap<String, Long> inFiles() throws IOException {
    SortedMap<String, Long> found = new TreeMap<>();
    Path directory = files.resolve("files");
    if (!Files.exists(directory)) {
      return found;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (bytes.contains(WORD)) {
          found.put(directory.relativize(file).toString(), (long) bytes.split(WORD, -1).length - 1);
        }
      }
    }
    return found;
  }

  private static SortedMap<String, Long> inDatabase(String database) throws SQLException {
    SortedMap<String, Long> found = new TreeMap<>();
    String hex = HexFormat.of().formatHex(WORD.getBytes(StandardCharsets.UTF_8));
    try (Connection connection = TestPostgres.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        String sql =
            "select count(*) from %s t where t::text like '%%%s%%' or t::text like '%%%s%%'"
                .formatted(table, WORD, hex);
        try (ResultSet rows = statement.executeQuery(sql)) {
          rows.next();
          if (rows.getLong(1) > 0) {
            found.put(table.replace("\"", ""), rows.getLong(1));
          }
        }
      }
    }
    return found;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            select '"' || table_schema || '"."' || table_name || '"' from information_schema.tables
            where table_type = 'BASE TABLE'
              and table_schema not in ('pg_catalog', 'information_schema')
            """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}
