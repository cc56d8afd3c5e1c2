package io.obsrv.jdbc.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Effect;
import io.obsrv.event.Event;
import io.obsrv.schema.Column;
import io.obsrv.schema.Schema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables of all sorts, in a program whose time zone is not UTC. */
@Timeout(180)
abstract class TableTypesContract {
  private static final DatasetId ID = DatasetId.of("orders");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

  /** A database whose connections are in the zone Asia/Kolkata. */
  abstract DataSource database();

  private void execute(String sql) {
    Databases.execute(database(), sql);
  }

  private List<Event> read(Map<String, String> options, int max) {
    return batches(options, max).stream().flatMap(batch -> batch.records().stream()).toList();
  }

  /** Reads until nothing comes, or far too much, each batch with a reader of its own. */
  private List<SourceBatch> batches(Map<String, String> options, int max) {
    SourceContext context =
        new SourceContext(
            ID, "in", 1 << 20, with(options, "mode", "incremental"), name -> none(), CLOCK);
    List<SourceBatch> batches = new ArrayList<>();
    Optional<Checkpoint> from = Optional.empty();
    try (Source source = JdbcConnector.on("db", database()).source(context)) {
      while (batches.isEmpty()
          || (batches.size() < 50 && !batches.get(batches.size() - 1).records().isEmpty())) {
        try (SplitReader reader = source.open(source.splits().get(0), from)) {
          batches.add(reader.poll(max, Duration.ofMillis(1)));
          from = Optional.of(batches.get(batches.size() - 1).checkpoint());
        }
      }
    }
    return batches;
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Map<String, String> with(Map<String, String> options, String name, String value) {
    Map<String, String> all = new HashMap<>(options);
    all.put(name, value);
    return all;
  }

  private static List<String> json(List<Event> events) {
    return events.stream().map(event -> new String(event.raw(), UTF_8)).toList();
  }

  private DestinationResult write(Map<String, String> options, String schema, ObjectNode row) {
    List<Column> columns = Schema.parse(schema).columns();
    DestinationContext context =
        new DestinationContext(
            ID, "out", columns, List.of("id"), options, name -> none(), Clock.systemUTC());
    try (Destination destination = JdbcConnector.on("db", database()).destination(context)) {
      return destination.write(
          new DestinationBatch(List.of(new DestinationRecord(1, Effect.PUT, Instant.EPOCH, row))));
    }
  }

  private static ObjectNode row() {
    return JsonNodeFactory.instance.objectNode().put("id", 1);
  }

  @Test
  void writes_a_number_of_the_precision_that_its_column_has() {
    execute("create table \"Out\" (\"id\" bigint, \"price\" numeric(20, 4))");

    write(
        Map.of("table", "Out"),
        """
        {"type": "object", "properties": {"id": {"type": "integer"},
          "price": {"type": "number", "x-precision": 20, "x-scale": 4}}}
        """,
        row().put("price", new BigDecimal("12345678901234.5678")));

    assertThat(Databases.texts(database(), "select \"price\" from \"Out\""))
        .containsExactly("12345678901234.5678");
  }

  @Test
  void writes_times_of_utc_into_a_column_without_a_zone() {
    execute(
        "create table \"Out\" (\"id\" bigint, \"at\" timestamp, \"zoned\" timestamp with time zone)");

    write(
        Map.of("table", "Out"),
        """
        {"type": "object", "properties": {"id": {"type": "integer"},
          "at": {"type": "string", "format": "date-time"},
          "zoned": {"type": "string", "format": "date-time"}}}
        """,
        row().put("at", "2026-01-01T10:00:00Z").put("zoned", "2026-01-01T10:00:00Z"));

    assertThat(
            Databases.texts(
                database(),
                "select 1 from \"Out\" where \"at\" = timestamp '2026-01-01 10:00:00'"
                    + " and \"zoned\" = timestamp with time zone '2026-01-01 10:00:00+00'"))
        .hasSize(1);
  }

  @Test
  void waits_until_a_time_without_a_zone_has_settled() {
    execute("create table \"In\" (\"id\" bigint, \"at\" timestamp)");
    execute("insert into \"In\" values (1, timestamp '2026-01-01 11:00:00')");
    execute("insert into \"In\" values (2, timestamp '2026-01-01 11:59:59')");
    execute("insert into \"In\" values (3, timestamp '2026-01-01 12:30:00')");

    assertThat(json(read(Map.of("table", "In", "id", "id", "time", "at", "settle", "PT1M"), 10)))
        .containsExactly("{\"id\":1,\"at\":\"2026-01-01T11:00:00Z\"}");
  }

  @Test
  void goes_by_an_id_that_is_a_uuid() {
    execute("create table \"In\" (\"id\" uuid primary key)");
    for (int i = 1; i <= 5; i++) {
      execute("insert into \"In\" values ('00000000-0000-0000-0000-00000000000%d')".formatted(i));
    }

    assertThat(json(read(Map.of("table", "In", "id", "id"), 2)))
        .hasSize(5)
        .doesNotHaveDuplicates()
        .first()
        .isEqualTo("{\"id\":\"00000000-0000-0000-0000-000000000001\"}");
  }

  @Test
  void goes_by_a_floating_point_number_of_either_size() {
    for (String type : List.of("real", "double precision")) {
      execute("create table \"In %1$s\" (\"id\" %1$s primary key)".formatted(type));
      execute("insert into \"In %s\" values (0.1), (0.2), (0.7), (1e20), (3e38)".formatted(type));

      assertThat(json(read(Map.of("table", "In " + type, "id", "id"), 2)))
          .as("ordered by a %s", type)
          .hasSize(5)
          .doesNotHaveDuplicates()
          .first()
          .isEqualTo("{\"id\":0.1}");
    }
  }

  @Test
  void goes_by_a_time_alone_and_tells_rows_of_one_time_apart_by_the_primary_key() {
    execute(
        "create table \"In\" (\"b\" varchar(9), \"a\" bigint, \"at\" timestamp, primary key (\"a\", \"b\"))");
    for (int i = 0; i < 7; i++) {
      execute(
          "insert into \"In\" values ('x%d', %d, timestamp '2026-01-01 10:00:0%d')"
              .formatted(i, i % 3, i / 4));
    }

    assertThat(json(read(Map.of("table", "In", "time", "at"), 2)))
        .hasSize(7)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_time_alone_does_not_do_for_a_table_without_a_primary_key() {
    execute("create table \"In\" (\"at\" timestamp)");

    assertThatThrownBy(() -> read(Map.of("table", "In", "time", "at"), 2))
        .hasMessage(
            "Source 'in' of dataset 'orders' cannot read 'In': it has no primary key, which tells rows of one time apart. Declare one, or set option 'id' to a column that is unique.");
  }

  @Test
  void takes_rows_that_are_large_a_few_at_a_time() {
    execute("create table \"In\" (\"id\" bigint primary key, \"text\" varchar(1000000))");
    for (int i = 1; i <= 60; i++) {
      execute("insert into \"In\" values (%d, '%s')".formatted(i, "x".repeat(200_000)));
    }

    List<SourceBatch> batches = batches(Map.of("table", "In", "id", "id"), 1_000);

    assertThat(batches).extracting(batch -> batch.records().size()).containsExactly(42, 18, 0);
  }

  @Test
  void reads_and_writes_tables_of_another_schema() {
    execute("create schema \"S.2\"");
    execute("create table \"S.2\".\"t 6\" (\"id\" bigint primary key)");
    Map<String, String> options = Map.of("schema", "S.2", "table", "t 6");

    write(
        options,
        "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}}",
        row());

    assertThat(json(read(with(options, "id", "id"), 2))).containsExactly("{\"id\":1}");
    assertThat(
            Databases.integers(database(), "select \"sequence\" from \"S.2\".\"_obsrv_positions\""))
        .containsExactly(1);
  }
}
