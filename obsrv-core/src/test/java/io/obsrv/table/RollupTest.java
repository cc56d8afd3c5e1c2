package io.obsrv.table;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.error.Problems;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RollupTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type":"object","properties":{
            "k":{"type":"string"}, "b":{"type":"boolean"}, "n":{"type":"integer"},
            "x":{"type":"number"}, "d":{"type":"number","x-precision":12,"x-scale":2},
            "at":{"type":"string","format":"date-time"}, "on":{"type":"string","format":"date"}}}
          """);

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static Rollup rollup(AggregateTable.Builder table) {
    return RollupPlan.compile(table.build(), SCHEMA, Optional.of("at"), ZONE, new Problems())
        .orElseThrow();
  }

  private static Rollup rollup() {
    return rollup(
        AggregateTable.named("t")
            .groupBy("k", "b")
            .every(Granularity.DAY)
            .count()
            .sum("n")
            .sum("x")
            .sum("d")
            .avg("n")
            .avg("x")
            .avg("d")
            .min("n")
            .max("n")
            .min("x")
            .max("x")
            .min("d")
            .max("d")
            .min("k")
            .max("k")
            .min("at")
            .max("at")
            .min("on")
            .max("on")
            .where(field("n").notEqualTo(3)));
  }

  private static Set<Row> rows(Collection<Group> groups) {
    Set<Row> rows = new HashSet<>();
    groups.forEach(group -> rows.add(group.row()));
    return rows;
  }

  /** Another way to the same result: collect all values first, then look at them. */
  private static Set<Row> recompute(List<Row> rows) {
    Map<List<Object>, List<Row>> byGroup = new HashMap<>();
    for (Row row : rows) {
      if (row.value(2) != null && (long) row.value(2) != 3) {
        Instant at = (Instant) row.value(5);
        Instant day =
            at == null ? null : at.atZone(ZONE).toLocalDate().atStartOfDay(ZONE).toInstant();
        byGroup
            .computeIfAbsent(Arrays.asList(row.value(0), row.value(1), day), k -> new ArrayList<>())
            .add(row);
      }
    }
    Set<Row> result = new HashSet<>();
    byGroup.forEach((dimensions, members) -> result.add(recompute(dimensions, members)));
    return result;
  }

  private static Row recompute(List<Object> dimensions, List<Row> members) {
    List<Object> values = new ArrayList<>(dimensions);
    values.add((long) members.size());
    values.add(total(members, 2));
    BigDecimal x = total(members, 3);
    values.add(x == null ? null : x.doubleValue());
    values.add(total(members, 4));
    for (int column : new int[] {2, 3, 4}) {
      BigDecimal total = total(members, column);
      long count = members.stream().filter(row -> row.value(column) != null).count();
      values.add(
          total == null
              ? null
              : total.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue());
    }
    for (int column : new int[] {2, 3, 4, 0, 5, 6}) {
      List<Object> sorted =
          members.stream().map(row -> row.value(column)).filter(Objects::nonNull).sorted().toList();
      values.add(sorted.isEmpty() ? null : sorted.get(0));
      values.add(sorted.isEmpty() ? null : sorted.get(sorted.size() - 1));
    }
    return new Row(values.toArray());
  }

  private static BigDecimal total(List<Row> members, int column) {
    return members.stream()
        .map(row -> row.value(column))
        .filter(Objects::nonNull)
        .map(value -> new BigDecimal(value.toString()))
        .reduce(BigDecimal::add)
        .orElse(null);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void groups_are_what_a_recomputation_from_all_rows_gives(@ForAll @From("rows") List<Row> rows) {
    assertThat(rows(rollup().groups(rows))).isEqualTo(recompute(rows));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void parts_merged_in_any_order_are_the_whole_also_when_stored_in_between(
      @ForAll @From("rows") List<Row> first,
      @ForAll @From("rows") List<Row> second,
      @ForAll @From("rows") List<Row> third) {
    Rollup rollup = rollup();
    List<Row> all = new ArrayList<>(first);
    all.addAll(second);
    all.addAll(third);
    Map<String, Group> merged = new LinkedHashMap<>();
    for (List<Row> part : List.of(third, first, second)) {
      for (Group group : rollup.groups(part)) {
        Group stored = stored(rollup, group);
        Group present = merged.putIfAbsent(group.key(), stored);
        if (present != null) {
          present.merge(stored);
        }
      }
    }
    assertThat(rows(merged.values())).isEqualTo(rows(rollup.groups(all)));
  }

  private static Group stored(Rollup rollup, Group group) {
    List<Object> dimensions = group.row().values().subList(0, rollup.dimensionCount());
    Group restored = rollup.restore(dimensions, group.state());
    assertThat(restored.row()).isEqualTo(group.row());
    assertThat(restored.state()).isEqualTo(group.state());
    assertThat(restored.key()).isEqualTo(group.key());
    return restored;
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void values_have_the_types_of_their_columns(@ForAll @From("rows") List<Row> rows) {
    Rollup rollup = rollup();
    for (Group group : rollup.groups(rows)) {
      Row row = group.row();
      assertThat(row.size()).isEqualTo(rollup.columns().size());
      for (int i = 0; i < row.size(); i++) {
        Column column = rollup.columns().get(i);
        Object value = row.value(i);
        assertThat(value == null || column.type().javaType().isInstance(value))
            .as("%s of %s", value, column)
            .isTrue();
        int scale = column.precision().map(p -> p.scale()).orElse(0);
        assertThat(value instanceof BigDecimal decimal ? decimal.scale() : scale).isEqualTo(scale);
      }
    }
  }

  @Example
  void floating_point_totals_do_not_depend_on_the_order_of_rows() {
    Rollup rollup = rollup(AggregateTable.named("t").sum("x"));
    List<Row> rows = new ArrayList<>();
    for (double x : new double[] {1e100, 1.0, -1e100, 0.1, 0.2}) {
      rows.add(new Row(null, null, null, x, null, null, null));
    }
    assertThat(rows(rollup.groups(rows))).containsExactly(new Row(1.3));
  }

  @Example
  void totals_of_integers_outgrow_64_bits() {
    Rollup rollup = rollup(AggregateTable.named("t").sum("n"));
    Row row = new Row(null, null, Long.MAX_VALUE, null, null, null, null);
    assertThat(rows(rollup.groups(List.of(row, row))))
        .containsExactly(new Row(new BigDecimal("18446744073709551614")));
  }

  @Example
  void rows_outside_of_the_subset_make_no_group_and_null_dimensions_make_one() {
    Rollup rollup =
        rollup(AggregateTable.named("t").groupBy("k").count().where(field("n").greaterThan(1)));
    assertThat(
            rows(
                rollup.groups(
                    List.of(
                        new Row(null, null, 2L, null, null, null, null),
                        new Row(null, null, 3L, null, null, null, null),
                        new Row("a", null, 1L, null, null, null, null),
                        new Row("b", null, null, null, null, null, null)))))
        .containsExactly(new Row(null, 2L));
    assertThat(rollup.groups(List.of())).isEmpty();
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    Arbitrary<Object> instants =
        Arbitraries.longs()
            .between(1_522_000_000L, 1_522_200_000L)
            .map(seconds -> Instant.ofEpochSecond(seconds, 123_000));
    return Combinators.combine(
            Arbitraries.of("a", "b", "\"", "null", "sha-256:")
                .map(Object.class::cast)
                .injectNull(0.2),
            Arbitraries.of(true, false).map(Object.class::cast).injectNull(0.2),
            Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(0, 5))
                .map(Object.class::cast)
                .injectNull(0.2),
            Arbitraries.doubles().map(x -> (Object) (x == 0 ? 0.0 : x / 1e10)).injectNull(0.2),
            Arbitraries.longs()
                .between(-999_999_999_999L, 999_999_999_999L)
                .map(d -> (Object) BigDecimal.valueOf(d, 2))
                .injectNull(0.2),
            instants.injectNull(0.2),
            Arbitraries.longs()
                .between(0, 40_000)
                .map(day -> (Object) LocalDate.ofEpochDay(day))
                .injectNull(0.2))
        .as((k, b, n, x, d, at, on) -> new Row(k, b, n, x, d, at, on))
        .list()
        .ofMaxSize(12);
  }
}
