package io.obsrv.table;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.error.Problems;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class RollupBoundsTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object", "properties": {
            "k": {"type": "string"},
            "n": {"type": "integer"},
            "x": {"type": "number"},
            "at": {"type": "string", "format": "date-time"},
            "day": {"type": "string", "format": "date"}}}
          """);

  private static final Instant NOON = Instant.parse("2026-02-10T12:00:00Z");

  private static Rollup rollup(AggregateTable.Builder table, String time, ZoneId zone) {
    Problems problems = new Problems();
    Optional<Rollup> rollup =
        RollupPlan.compile(table.count().build(), SCHEMA, Optional.of(time), zone, problems);
    assertThat(problems.list()).isEmpty();
    return rollup.orElseThrow();
  }

  private static List<Bound> bounds(AggregateTable.Builder table, List<?>... groups) {
    return rollup(table, "at", ZoneOffset.UTC)
        .bounds(Arrays.stream(groups).map(List::<Object>copyOf).toList());
  }

  private static AggregateTable.Builder table() {
    return AggregateTable.named("t");
  }

  private static Bound between(int position, Object least, Object greatest, boolean orNull) {
    return new Bound.Between(
        position, Optional.ofNullable(least), Optional.ofNullable(greatest), orNull);
  }

  @Example
  void a_few_values_of_a_dimension_are_told_one_by_one() {
    assertThat(bounds(table().groupBy("k", "n"), List.of("a", 1L), List.of("b", 1L)))
        .containsExactly(
            new Bound.OneOf(0, Set.of("a", "b"), false), new Bound.OneOf(1, Set.of(1L), false));
  }

  @Example
  void many_values_of_a_dimension_are_not_told() {
    List<?>[] groups =
        LongStream.range(0, 33).mapToObj(n -> List.of("a", n)).toArray(List<?>[]::new);

    assertThat(bounds(table().groupBy("k", "n"), groups))
        .containsExactly(new Bound.OneOf(0, Set.of("a"), false));
  }

  @Example
  void null_is_a_value_of_a_dimension() {
    Rollup rollup = rollup(table().groupBy("k").every(Granularity.DAY), "at", ZoneOffset.UTC);

    assertThat(rollup.bounds(List.of(Arrays.asList("a", null), Arrays.asList(null, null))))
        .containsExactly(new Bound.OneOf(0, Set.of("a"), true), new Bound.OneOf(3, Set.of(), true));
  }

  @Example
  void buckets_are_told_by_their_first_and_last_with_room_for_clocks_that_were_moved() {
    Instant day = NOON.truncatedTo(ChronoUnit.DAYS);

    assertThat(bounds(table().every(Granularity.HOUR), List.of(NOON), List.of(day), List.of(day)))
        .containsExactly(
            between(
                3,
                day.minus(Duration.ofDays(1)),
                NOON.plus(Duration.ofHours(2)).plus(Duration.ofDays(1)),
                false));
  }

  @Example
  void a_condition_is_told_as_far_as_every_store_compares_alike() {
    assertThat(
            bounds(
                table()
                    .where(field("k").equalTo("a"))
                    .where(field("k").greaterThan("b"))
                    .where(field("k").isNotNull())
                    .where(field("x").lessThan(0))
                    .where(field("x").atMost(1.5))
                    .where(field("n").greaterThan(1))
                    .where(field("n").atLeast(2))
                    .where(field("n").notEqualTo(3))
                    .where(field("at").isNull()),
                List.of()))
        .containsExactly(
            new Bound.OneOf(0, Set.of("a"), false),
            between(0, null, null, false),
            between(0, null, null, false),
            between(2, null, 0.0, false),
            between(2, null, 1.5, false),
            between(1, 1L, null, false),
            between(1, 2L, null, false),
            between(1, null, null, false),
            new Bound.OneOf(3, Set.of(), true));
  }

  /** Rows of some dimensions, most of them about when the clocks of a zone were moved. */
  record Case(ZoneId zone, Granularity every, List<Row> rows) {}

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void no_row_of_a_group_is_out_of_bounds(@ForAll @From("cases") Case some, @ForAll boolean dates) {
    Rollup rollup =
        rollup(
            table().groupBy("k", "n").every(some.every()).where(field("x").atLeast(0)),
            dates ? "day" : "at",
            some.zone());
    List<Row> wanted = some.rows().subList(0, 1 + some.rows().size() / 2);
    List<Group> groups = List.copyOf(rollup.groups(wanted));
    if (groups.isEmpty()) {
      return;
    }
    Set<String> keys = groups.stream().map(Group::key).collect(Collectors.toSet());
    List<Bound> bounds = rollup.bounds(groups.stream().map(Group::dimensions).toList());

    for (Row row : some.rows()) {
      if (rollup.groups(List.of(row)).stream().anyMatch(group -> keys.contains(group.key()))) {
        assertThat(bounds).as("%s", row).allMatch(bound -> holds(bound, row));
      }
    }
  }

  private static boolean holds(Bound bound, Row row) {
    Object value = row.value(bound.position());
    if (value == null) {
      return bound.orNull();
    }
    if (bound instanceof Bound.OneOf oneOf) {
      return oneOf.values().contains(value);
    }
    Bound.Between between = (Bound.Between) bound;
    return between.least().filter(least -> ValueOrder.compare(value, least) < 0).isEmpty()
        && between.greatest().filter(most -> ValueOrder.compare(value, most) > 0).isEmpty();
  }

  /** Zones whose clocks were moved by a day, by half an hour, and by minutes and seconds. */
  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(
                "UTC",
                "Europe/Berlin",
                "Pacific/Apia",
                "Asia/Manila",
                "America/Juneau",
                "Australia/Lord_Howe",
                "Africa/Monrovia")
            .map(ZoneId::of);
    return Combinators.combine(zones, Arbitraries.of(Granularity.class))
        .flatAs(
            (zone, every) ->
                rows(zone).list().ofMinSize(1).ofMaxSize(12).map(r -> new Case(zone, every, r)));
  }

  private static Arbitrary<Row> rows(ZoneId zone) {
    List<Instant> moments =
        zone.getRules().getTransitions().stream().map(ZoneOffsetTransition::getInstant).toList();
    Arbitrary<Instant> around = Arbitraries.of(moments.isEmpty() ? List.of(NOON) : moments);
    Arbitrary<Long> seconds = Arbitraries.longs().between(-100_000, 100_000);
    Arbitrary<Instant> times = Combinators.combine(around, seconds).as(Instant::plusSeconds);
    return Combinators.combine(
            Arbitraries.of("a", "b").injectNull(0.2),
            Arbitraries.longs().between(0, 40).injectNull(0.2),
            Arbitraries.of(-1.0, 0.0, 1.0).injectNull(0.1),
            times.injectNull(0.2))
        .as(
            (k, n, x, at) ->
                new Row(k, n, x, at, at == null ? null : LocalDate.ofInstant(at, zone)));
  }
}
