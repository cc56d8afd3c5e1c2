package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.storage.TestClock;
import io.obsrv.table.Granularity;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A group that is made anew finds its rows by a value of any type, or by none. */
abstract class StaleGroupTypesContract {
  private static final String TIMESTAMP =
      "\"type\": [\"string\", \"null\"], \"format\": \"date-time\"";
  private static final String DATE = "\"type\": [\"string\", \"null\"], \"format\": \"date\"";

  private JdbcStorage storage;

  /** Databases that are new and empty. */
  abstract Databases open();

  @BeforeEach
  void openStorage() {
    storage = new JdbcStorage(open(), Clock.systemUTC(), CommitHook.NONE);
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  static Stream<Arguments> dimensions() {
    return Stream.of(
        dimension("\"type\": [\"string\", \"null\"]", "Fiji", "fiji", "Fiji ", "", "O'Brien ? :a"),
        dimension("\"type\": [\"integer\", \"null\"]", 0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE),
        dimension(
            "\"type\": [\"number\", \"null\"]", 0.1, -2.5, Double.MAX_VALUE, Double.MIN_VALUE),
        dimension(
            "\"type\": [\"number\", \"null\"], \"x-precision\": 38, \"x-scale\": 3",
            new BigDecimal("0.100"),
            new BigDecimal("-12345678901234567890123456789012345.678"),
            new BigDecimal("12345678901234567890123456789012345.679")),
        dimension("\"type\": [\"boolean\", \"null\"]", true, false),
        dimension(DATE, days()),
        dimension(TIMESTAMP, instants()));
  }

  private static Object[] days() {
    return new Object[] {
      LocalDate.parse("0001-01-01"),
      LocalDate.parse("1582-10-10"),
      LocalDate.parse("1969-12-31"),
      LocalDate.parse("9999-12-31")
    };
  }

  private static Object[] instants() {
    return new Object[] {
      Instant.parse("0001-01-01T00:00:00Z"),
      Instant.parse("1582-10-10T10:10:10Z"),
      Instant.parse("1969-12-31T23:59:59.999999Z"),
      Instant.parse("9999-12-31T23:59:59.999999Z")
    };
  }

  private static Arguments dimension(String type, Object... values) {
    return arguments(type, Arrays.asList(values));
  }

  static Stream<Arguments> buckets() {
    return Stream.of(ZoneId.of("UTC"), ZoneId.of("America/New_York"), ZoneId.of("Asia/Tokyo"))
        .flatMap(
            zone ->
                Stream.of(
                    arguments(DATE, Granularity.DAY, zone, Arrays.asList(days())),
                    arguments(DATE, Granularity.YEAR, zone, Arrays.asList(days())),
                    arguments(TIMESTAMP, Granularity.HOUR, zone, Arrays.asList(instants())),
                    arguments(TIMESTAMP, Granularity.WEEK, zone, Arrays.asList(instants()))));
  }

  private static String named(String name, String type) {
    return "\"%s\": {%s}".formatted(name, type);
  }

  private static DefinitionBuilder definition(String column) {
    return DatasetDefinition.named("quakes")
        .kind(Kind.MASTER)
        .schema(Quakes.schemaOf("\"id\": {\"type\": \"string\"}, " + column))
        .key("id");
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void a_dimension_of_any_type_finds_the_rows_of_its_group(String type, List<Object> values) {
    remake(
        values,
        definition(named("v", type)).table("t", t -> t.groupBy("v").count().max("id")),
        definition(named("w", type + ", \"x-aliases\": [\"v\"]"))
            .table("t", t -> t.groupBy("w").count().max("id")));
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void a_bucket_finds_the_rows_of_its_group(
      String type, Granularity every, ZoneId zone, List<Object> values) {
    remake(
        values,
        definition(named("v", type))
            .time("v")
            .zone(zone)
            .table("t", t -> t.every(every).count().max("id")),
        definition(named("w", type + ", \"x-aliases\": [\"v\"]"))
            .time("w")
            .zone(zone)
            .table("t", t -> t.every(every).count().max("id")));
  }

  /** Makes groups anew by a column as it was declared, and when it has another name. */
  private void remake(List<Object> known, DefinitionBuilder first, DefinitionBuilder renamed) {
    List<Optional<Object>> values =
        Stream.concat(known.stream().map(Optional::of), Stream.of(Optional.empty())).toList();
    DatasetVersion before = version(1, first);
    Layout layout = Layout.of(before);
    publish(layout);
    remake(layout, "p", values);

    Layout next = Layout.of(version(2, renamed), List.of(before));
    assertThat(next.columns().get(1).place()).isEqualTo("v");
    publish(next);
    remake(next, "q", values);
  }

  private static DatasetVersion version(int number, DefinitionBuilder definition) {
    return DatasetVersion.draft(number, definition.build(), "asha", TestClock.BEGIN);
  }

  private void publish(Layout layout) {
    storage.data().prepare(layout);
    storage.data().backfill(layout, OnContradiction.REFUSE);
    storage.data().activate(layout, OnContradiction.REFUSE);
    storage.data().settle(layout);
  }

  /** Takes the greatest of its ids from each group: from one at a time, then from all at once. */
  private void remake(Layout layout, String prefix, List<Optional<Object>> values) {
    Batch added = Batch.under(layout);
    for (String rank : List.of("a", "b", "c")) {
      rows(prefix + rank, values).forEach(added::row);
    }
    commit(added);
    for (Row row : rows(prefix + "c", values)) {
      commit(Batch.under(layout).removal(row));
      assertTableEqualsRows(layout, values.size());
    }
    Batch removed = Batch.under(layout);
    rows(prefix + "b", values).forEach(removed::removal);
    commit(removed);
    assertTableEqualsRows(layout, values.size());
    assertThat(table(layout))
        .allMatch(row -> String.valueOf(row.value(2)).startsWith(prefix + "a"));
  }

  private static List<Row> rows(String prefix, List<Optional<Object>> values) {
    List<Row> rows = new ArrayList<>();
    for (Optional<Object> value : values) {
      rows.add(new Row(prefix + rows.size(), value.orElse(null)));
    }
    return rows;
  }

  private void commit(Batch batch) {
    assertThat(storage.data().commit(batch.commit())).isInstanceOf(CommitResult.Committed.class);
  }

  private void assertTableEqualsRows(Layout layout, int groups) {
    List<Row> rows = new ArrayList<>();
    storage.data().scan(layout, (StoredRow row) -> rows.add(row.row()));
    assertThat(table(layout))
        .hasSize(groups)
        .containsExactlyInAnyOrderElementsOf(
            layout.rollup("t").orElseThrow().groups(rows).stream().map(g -> g.row()).toList());
  }

  private List<Row> table(Layout layout) {
    return storage.queries().run(layout, Query.from("t"), QueryLimits.DEFAULT).rows();
  }
}
