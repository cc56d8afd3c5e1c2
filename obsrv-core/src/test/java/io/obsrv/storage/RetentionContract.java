package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.Kind;
import io.obsrv.error.InvalidException;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Layout;
import io.obsrv.event.LeaseName;
import io.obsrv.event.LostGroups;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredChange;
import io.obsrv.policy.Retention;
import io.obsrv.query.Query;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import io.obsrv.table.AggregateTable;
import io.obsrv.table.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What goes when its time has come, and what stays of it. */
public abstract class RetentionContract extends StorageContract {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
  private static final Row OLD =
      Quakes.row("old", "Fiji", 5.0, 3L, "9.000", "2026-03-01T11:59:59Z");
  private static final Row EDGE =
      Quakes.row("edge", "Fiji", 4.0, 1L, "8.000", "2026-03-01T12:00:00Z");
  private static final Row NEW =
      Quakes.row("new", "Samoa", 6.0, 7L, "7.000", "2026-03-31T01:00:00Z");
  private static final Row UNTIMED = Quakes.row("untimed", "Tonga", 1.0, null);

  private static DefinitionBuilder monthly(String id) {
    return Quakes.named(id).retain(Retention.byEventTime(MONTH));
  }

  /** Keeps the days of each place for a year, whatever becomes of the rows. */
  private static DefinitionBuilder frozen(String id) {
    return monthly(id).table("by_place", t -> daily(t).retain(Duration.ofDays(365)));
  }

  private static AggregateTable.Builder daily(AggregateTable.Builder table) {
    return table.groupBy("place").every(Granularity.DAY).count().sum("mag").max("felt");
  }

  private ExpiredPart expire(Layout layout, Instant now) {
    long rows = 0;
    long groups = 0;
    Optional<ExpiredPart> part = data().expire(new Expiry(layout, now), 0);
    while (part.orElseThrow().next().isPresent()) {
      rows += part.get().rows();
      groups += part.get().groups();
      part = data().expire(new Expiry(layout, now), part.get().next().getAsLong());
    }
    return new ExpiredPart(
        rows + part.get().rows(), groups + part.get().groups(), OptionalLong.empty());
  }

  @Test
  void nothing_goes_under_a_lease_that_was_lost() {
    Layout layout = live(Quakes.layout(1, frozen("leased")));
    committed(Batch.of(layout, OLD, NEW));
    HeldLease lost = lease(layout, "one");
    clock.advance(Duration.ofSeconds(2));
    HeldLease held = lease(layout, "other");

    assertThat(data().expire(new Expiry(layout, NOW, Optional.of(lost)), 0)).isEmpty();
    assertThat(data().counters(layout.id()).rows()).isEqualTo(2);
    assertThat(data().expire(new Expiry(layout, NOW, Optional.of(held)), 0))
        .contains(expired(1, 0));
  }

  private HeldLease lease(Layout layout, String holder) {
    return storage
        .leases()
        .acquire(layout.id(), LeaseName.RETENTION, holder, Duration.ofSeconds(1))
        .orElseThrow();
  }

  private static ExpiredPart expired(long rows, long groups) {
    return new ExpiredPart(rows, groups, OptionalLong.empty());
  }

  private long frozen(Layout layout, String table) {
    return run(layout, Query.from(table)).rows().stream()
        .map(row -> row.values().get(row.size() - 1))
        .filter(Boolean.TRUE::equals)
        .count();
  }

  private List<List<Object>> byPlace(Layout layout) {
    return Values.exact(run(layout, Query.from("by_place")).rows());
  }

  @Nested
  class A_row {
    @Test
    void goes_when_it_happened_longer_ago_than_the_retention() {
      Layout layout = live(Quakes.layout(1, monthly("quakes")));
      committed(Batch.of(layout, OLD, EDGE, NEW));

      assertThat(expire(layout, NOW)).isEqualTo(expired(1, 0));

      assertThat(rows(layout)).containsExactly(EDGE, NEW);
      assertThat(data().counters(layout.id()).rows()).isEqualTo(2);
      assertThat(data().counters(layout.id()).accepted()).isEqualTo(3);
      assertTablesEqualRows(layout);
      assertThat(expire(layout, NOW)).isEqualTo(ExpiredPart.NONE);
      reopenStorage();
      assertThat(rows(layout)).containsExactly(EDGE, NEW);
    }

    @Test
    void that_tells_no_time_goes_by_when_it_was_received() {
      Layout layout = live(Quakes.layout(1, monthly("quakes")));
      committed(Batch.of(layout, UNTIMED, NEW));

      assertThat(expire(layout, NOW)).isEqualTo(ExpiredPart.NONE);
      assertThat(expire(layout, NOW.plusSeconds(1))).isEqualTo(expired(1, 0));

      assertThat(rows(layout)).containsExactly(NEW);
    }

    @Test
    void goes_by_when_it_was_received_if_the_retention_says_so() {
      Layout layout =
          live(Quakes.layout(1, Quakes.named("quakes").retain(Retention.byReceiveTime(MONTH))));
      committed(Batch.under(layout).receivedAt(NOW.minus(MONTH)).row(NEW).commit());
      committed(Batch.under(layout).receivedAt(NOW).row(OLD).commit());

      assertThat(expire(layout, NOW)).isEqualTo(ExpiredPart.NONE);
      assertThat(expire(layout, NOW.plusSeconds(1))).isEqualTo(expired(1, 0));

      assertThat(rows(layout)).containsExactly(OLD);
      assertTablesEqualRows(layout);
    }

    @Test
    void goes_by_a_date_that_begins_in_the_zone_of_the_dataset() {
      Layout layout =
          live(
              Quakes.layout(
                  1, Quakes.timeless("quakes").time("day").retain(Retention.byEventTime(MONTH))));
      committed(
          Batch.of(
              layout,
              Quakes.full("a", true, "2026-02-28", "[]"),
              Quakes.full("b", true, "2026-03-01", "[]")));

      // In Berlin, the first of March began at 23:00 UTC on the day before.
      assertThat(expire(layout, Instant.parse("2026-03-30T23:00:00Z"))).isEqualTo(expired(1, 0));
      assertThat(expire(layout, Instant.parse("2026-03-30T23:00:01Z"))).isEqualTo(expired(1, 0));
    }

    @Test
    void stays_for_ever_where_nothing_is_declared() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.of(layout, OLD));

      assertThat(expire(layout, NOW.plus(Duration.ofDays(3_650)))).isEqualTo(ExpiredPart.NONE);

      assertThat(rows(layout)).containsExactly(OLD);
    }

    @Test
    void is_not_touched_for_a_version_that_is_not_live() {
      Layout layout = live(Quakes.layout(1, monthly("quakes")));
      committed(Batch.of(layout, OLD));
      Layout other = Quakes.layout(2, monthly("quakes"));

      assertThat(data().expire(new Expiry(other, NOW), 0)).isEmpty();

      assertThat(rows(layout)).containsExactly(OLD);
    }

    @Test
    void is_one_of_very_many_that_go_in_some_transactions() {
      Layout layout = live(Quakes.layout(1, monthly("quakes")));
      Batch batch = Batch.under(layout);
      for (int i = 0; i < 5_400; i++) {
        batch.row(
            Quakes.row(
                "r" + i, "p" + i % 3, 1.0 * i, "2026-02-0%dT00:00:00Z".formatted(1 + i % 9)));
        if (i % 100 == 0) {
          batch.row(Quakes.row("n" + i, "p" + i % 3, 1.0 * i, "2026-03-30T00:00:00Z"));
        }
      }
      committed(batch.commit());

      assertThat(expire(layout, NOW)).isEqualTo(expired(5_400, 0));

      assertThat(rows(layout)).hasSize(54);
      assertTablesEqualRows(layout);
    }

    @Test
    void lets_go_of_its_key_and_of_values_that_must_be_unique() {
      Layout layout = live(Quakes.layout(1, monthly("quakes").kind(Kind.MASTER)));
      committed(
          Batch.under(layout).claiming(OLD, "place", "Fiji").claiming(NEW, "x", "1").commit());

      assertThat(expire(layout, NOW)).isEqualTo(expired(1, 0));

      Row older = Quakes.row("old", "Fiji", 1.0, "2026-02-01T00:00:00Z");
      assertThat(
              committed(Batch.under(layout).claiming(older, "place", "Fiji").commit()).duplicates())
          .as("nothing is known of the key any more")
          .isEmpty();
      assertThat(data().lookup(layout, Set.of(KeyText.of(List.of("new")))).rows()).hasSize(1);
      assertTablesEqualRows(layout);
    }

    @Test
    void that_was_deleted_is_forgotten_as_others_are() {
      Layout layout = live(Quakes.layout(1, monthly("quakes").kind(Kind.MASTER)));
      committed(Batch.under(layout).receivedAt(NOW.minus(MONTH)).row(NEW).commit());
      committed(Batch.under(layout).receivedAt(NOW.minus(MONTH)).removal(NEW).commit());
      assertThat(removals(layout)).hasSize(1);

      assertThat(expire(layout, NOW)).isEqualTo(ExpiredPart.NONE);
      assertThat(removals(layout)).hasSize(1);
      assertThat(expire(layout, NOW.plusSeconds(1))).isEqualTo(ExpiredPart.NONE);

      assertThat(removals(layout)).isEmpty();
      Row older = Quakes.row("new", "Fiji", 1.0, "2026-03-30T00:00:00Z");
      assertThat(committed(Batch.of(layout, older)).duplicates()).isEmpty();
    }

    private List<StoredChange> removals(Layout layout) {
      return storage.connectors().changes(layout, 0, 10);
    }
  }

  @Nested
  class A_table_with_a_retention_of_its_own {
    @Test
    void keeps_a_bucket_as_it_was_when_its_rows_began_to_go() {
      Layout layout = live(Quakes.layout(1, frozen("quakes")));
      committed(Batch.of(layout, OLD, EDGE, NEW));
      Row whole = new Row("Fiji", Instant.parse("2026-02-28T23:00:00Z"), 2L, 9.0, 3L, false);
      assertThat(byPlace(layout)).contains(Values.exact(whole));

      assertThat(expire(layout, NOW)).isEqualTo(expired(1, 0));

      Row marked = new Row("Fiji", Instant.parse("2026-02-28T23:00:00Z"), 2L, 9.0, 3L, true);
      Row open = new Row("Samoa", Instant.parse("2026-03-30T22:00:00Z"), 1L, 6.0, 7L, false);
      assertThat(byPlace(layout))
          .containsExactlyInAnyOrder(Values.exact(marked), Values.exact(open));
      assertThat(frozen(layout, "by_place")).isEqualTo(1);
      assertThat(expire(layout, NOW.plusSeconds(1))).isEqualTo(expired(1, 0));
      assertThat(byPlace(layout)).contains(Values.exact(marked));
      reopenStorage();
      assertThat(byPlace(layout)).contains(Values.exact(marked));
    }

    @Test
    void does_not_count_what_comes_late_for_a_frozen_bucket() {
      Layout layout = live(Quakes.layout(1, frozen("quakes")));
      committed(Batch.of(layout, OLD, EDGE, NEW));
      expire(layout, NOW);
      List<List<Object>> before = byPlace(layout);

      committed(
          Batch.of(
              layout,
              Quakes.row("late", "Fiji", 100.0, "2026-03-01T13:00:00Z"),
              Quakes.row("elsewhere", "Tonga", 100.0, "2026-03-01T13:00:00Z")));

      assertThat(byPlace(layout)).containsExactlyInAnyOrderElementsOf(before);
      committed(Batch.of(layout, Quakes.row("next", "Fiji", 1.0, "2026-03-02T13:00:00Z")));
      assertThat(byPlace(layout)).hasSize(before.size() + 1);
      expire(layout, NOW.plus(Duration.ofDays(1)));
      assertThat(frozen(layout, "by_place")).isEqualTo(1);
    }

    @Test
    void loses_what_the_rows_lose_while_the_bucket_is_not_over() {
      Layout layout =
          live(
              Quakes.layout(
                  1,
                  Quakes.plain("quakes")
                      .retain(Retention.byReceiveTime(Duration.ofHours(1)))
                      .table("by_place", t -> daily(t).retain(MONTH))));
      Row future = Quakes.row("future", "Fiji", 1.0, "2026-03-31T12:00:00Z");
      committed(
          Batch.under(layout).receivedAt(NOW.minusSeconds(7_200)).row(future).row(NEW).commit());

      assertThat(expire(layout, NOW)).isEqualTo(expired(2, 0));

      assertThat(byPlace(layout)).as("the day is not over").isEmpty();
    }

    @Test
    void lets_go_of_buckets_when_their_own_time_has_come_for_good() {
      Layout layout = live(Quakes.layout(1, frozen("quakes")));
      committed(Batch.of(layout, OLD, EDGE, NEW));
      expire(layout, NOW);
      Instant end = Instant.parse("2026-03-01T23:00:00Z").plus(Duration.ofDays(365));

      assertThat(expire(layout, end.minusSeconds(1)).groups()).isZero();
      assertThat(expire(layout, end).groups()).isEqualTo(1);

      assertThat(byPlace(layout)).hasSize(1);
      assertThat(frozen(layout, "by_place")).isEqualTo(1);
      committed(Batch.of(layout, Quakes.row("late", "Fiji", 1.0, "2026-03-01T13:00:00Z")));
      assertThat(byPlace(layout)).as("it does not come back").hasSize(1);
      reopenStorage();
      committed(Batch.of(layout, Quakes.row("later", "Fiji", 1.0, "2026-03-01T13:00:00Z")));
      assertThat(byPlace(layout)).hasSize(1);
    }

    @Test
    void may_keep_less_than_the_rows_there_are() {
      Layout layout =
          live(
              Quakes.layout(
                  1,
                  Quakes.plain("quakes")
                      .kind(Kind.MASTER)
                      .table("by_place", t -> daily(t).retain(Duration.ofDays(10)))));
      committed(Batch.of(layout, OLD, NEW));

      assertThat(expire(layout, NOW)).isEqualTo(expired(0, 1));

      assertThat(rows(layout)).containsExactly(OLD, NEW);
      assertThat(byPlace(layout)).hasSize(1);
      committed(Batch.of(layout, Quakes.row("old", "Fiji", 9.0, "2026-03-05T00:00:00Z")));
      assertThat(byPlace(layout)).as("a row that left a bucket that is gone").hasSize(1);
      committed(Batch.of(layout, Quakes.row("old", "Fiji", 9.0, "2026-03-30T00:00:00Z")));
      assertThat(byPlace(layout)).hasSize(2);
    }

    @Test
    void does_not_take_back_what_has_gone_if_it_is_kept_for_longer_from_now_on() {
      Layout layout = live(brief(1, Duration.ofDays(10)));
      committed(Batch.of(layout, OLD, NEW));
      assertThat(expire(layout, NOW)).isEqualTo(expired(0, 1));
      Layout longer = live(brief(2, Duration.ofDays(300)));
      assertThat(expire(longer, NOW)).isEqualTo(ExpiredPart.NONE);

      committed(Batch.of(longer, Quakes.row("old", "Fiji", 9.0, "2026-03-30T00:00:00Z")));
      committed(Batch.of(longer, Quakes.row("late", "Tonga", 9.0, "2026-03-02T00:00:00Z")));

      assertThat(byPlace(longer)).extracting(row -> row.get(2)).containsExactly(1L, 1L);
    }

    private Layout brief(int version, Duration retention) {
      return Quakes.layout(
          version,
          Quakes.plain("quakes")
              .kind(Kind.MASTER)
              .table("by_place", t -> daily(t).retain(retention)));
    }

    @Test
    void goes_on_under_a_version_that_keeps_it_for_another_time() {
      Layout layout = live(Quakes.layout(1, frozen("quakes")));
      committed(Batch.of(layout, OLD, EDGE, NEW));
      expire(layout, NOW);

      Layout next =
          live(
              Quakes.layout(
                  2, frozen("quakes").table("by_place", t -> daily(t).retain(MONTH.plus(MONTH)))));

      assertThat(frozen(next, "by_place")).isEqualTo(1);
      committed(Batch.of(next, Quakes.row("late", "Fiji", 1.0, "2026-03-01T13:00:00Z")));
      assertThat(byPlace(next)).hasSize(2);
    }

    @Test
    void is_not_lost_with_a_version_that_does_not_go_on_with_it_unless_forced() {
      Layout layout = live(Quakes.layout(1, frozen("quakes")));
      committed(Batch.of(layout, OLD, EDGE, NEW));
      Layout without = Quakes.layout(2, monthly("quakes"));
      assertThat(data().losses(without)).isEmpty();
      data().prepare(without);
      data().backfill(without, OnContradiction.REFUSE);

      expire(layout, NOW);

      assertThat(data().losses(without)).containsExactly(new LostGroups("by_place", 1));
      assertThat(data().losses(layout)).isEmpty();
      assertThatThrownBy(() -> data().activate(without, OnContradiction.REFUSE))
          .isInstanceOf(InvalidException.class)
          .hasMessage(
              "Version 2 of dataset 'quakes' cannot be published, 1 problem: tables/by_place: loses"
                  + " 1 frozen group, whose rows are gone.");
      assertThat(frozen(layout, "by_place")).isEqualTo(1);
      data().activate(without, OnContradiction.NULLIFY);
      assertTablesEqualRows(without);
    }

    @Test
    void is_as_it_was_after_a_dump_and_its_return() {
      Layout layout = live(Quakes.layout(1, frozen("quakes")));
      committed(Batch.of(layout, OLD, EDGE, NEW));
      expire(layout, NOW);
      List<String> lines = Dumps.lines(storage, layout);
      List<List<Object>> before = byPlace(layout);

      storage.archives().drop(layout.id());
      List<String> again = Dumps.through(storage, layout, lines);
      data().admit(layout, true);

      assertThat(again).isEqualTo(lines);
      assertThat(byPlace(layout)).containsExactlyInAnyOrderElementsOf(before);
      committed(Batch.of(layout, Quakes.row("late", "Fiji", 1.0, "2026-03-01T13:00:00Z")));
      committed(Batch.of(layout, Quakes.row("ancient", "Fiji", 1.0, "2020-03-01T13:00:00Z")));
      assertThat(byPlace(layout)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void of_dates_keeps_days_of_the_zone() {
      Layout layout =
          live(
              Quakes.layout(
                  1,
                  Quakes.timeless("quakes")
                      .time("day")
                      .retain(Retention.byEventTime(MONTH))
                      .table(
                          "by_day",
                          t -> t.every(Granularity.HOUR).count().retain(MONTH.plus(MONTH)))));
      committed(
          Batch.of(
              layout,
              Quakes.full("a", true, "2026-02-28", "[]"),
              Quakes.full("b", true, "2026-03-01", "[]")));

      expire(layout, Instant.parse("2026-03-30T23:00:00Z"));
      assertThat(frozen(layout, "by_day")).isEqualTo(1);
      assertThat(expire(layout, Instant.parse("2026-04-29T21:59:59Z")).groups()).isZero();
      assertThat(expire(layout, Instant.parse("2026-04-29T23:00:00Z")).groups()).isEqualTo(1);
      assertThat(run(layout, Query.from("by_day")).rows()).hasSize(1);
    }
  }
}
