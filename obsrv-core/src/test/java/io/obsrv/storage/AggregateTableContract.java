package io.obsrv.storage;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.event.Content;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.obsrv.event.DataStore} must do with aggregate tables when a version is
 * published.
 */
public abstract class AggregateTableContract extends StorageContract {
  private static final Row A = Quakes.row("a", "Rotorua", 4.5, 3L, "1.250", "2026-02-01T10:00:00Z");
  private static final Row B = Quakes.row("b", "Fiji", 6.5, null, null, "2026-02-01T23:30:00Z");

  @Nested
  class An_aggregate_table {
    @Test
    void is_filled_from_the_rows_there_are() {
      Layout first = live(Quakes.layout(1, Quakes.plain("quakes")));
      committed(Batch.of(first, A, B));

      Layout second = live(Quakes.layout(2, Quakes.named("quakes")));

      assertThat(run(second, Query.from("strong")).rows()).hasSize(1);
      assertTablesEqualRows(second);
      committed(Batch.of(second, Quakes.row("c", "Fiji", 7.0, "2026-02-01T22:59:59Z")));
      assertTablesEqualRows(second);
    }

    @Test
    void that_both_versions_declare_goes_on() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A));

      Layout second = live(Quakes.layout(2, Quakes.named("quakes").withoutTable("total")));
      committed(Batch.of(second, B));

      assertTablesEqualRows(second);
    }

    @Test
    void goes_on_where_the_columns_of_the_next_version_have_moved() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A));
      Layout second =
          live(
              Quakes.layout(
                  2,
                  Quakes.timeless("quakes")
                      .schema(
                          Quakes.schemaOf(
                              "\"net\": {\"type\": \"string\"}, \"felt\": {\"type\": \"integer\"}, "
                                  + "\"depth\": {\"type\": \"number\", \"x-precision\": 10, \"x-scale\": 3}, "
                                  + "\"id\": {\"type\": \"string\"}"))
                      .table("total", t -> t.count().sum("felt").sum("depth"))));

      committed(Batch.of(second, new Row("us", 4L, new BigDecimal("0.500"), "c")));

      assertThat(Values.exact(run(second, Query.from("total")).rows()))
          .isEqualTo(
              Values.exact(List.of(new Row(2L, new BigDecimal("7"), new BigDecimal("1.750")))));
      assertTablesEqualRows(second);
    }

    @Test
    void declared_anew_under_its_name_is_built_beside_the_old_one() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A));
      Layout second =
          Quakes.layout(
              2,
              Quakes.named("quakes")
                  .table("strong", t -> t.where(field("mag").atLeast(6)).groupBy("place").count()));

      data().prepare(second);
      assertTablesEqualRows(first);
      committed(Batch.of(first, B));
      assertTablesEqualRows(first);
      data().activate(second, OnContradiction.REFUSE);

      assertThat(run(second, Query.from("strong")).rows()).containsExactly(new Row("Fiji", 1L));
      assertTablesEqualRows(second);
      data().settle(second);
      assertTablesEqualRows(second);
    }

    @Test
    void that_went_and_came_back_has_what_was_stored_in_between() {
      for (boolean settled : new boolean[] {true, false}) {
        String id = settled ? "settled" : "unsettled";
        Layout first = live(Quakes.layout(id));
        committed(Batch.of(first, A));
        Layout without = Quakes.layout(2, Quakes.plain(id));
        data().prepare(without);
        data().activate(without, OnContradiction.REFUSE);
        if (settled) {
          data().settle(without);
        }
        committed(Batch.of(without, B));

        Layout third = live(Quakes.layout(3, Quakes.named(id)));

        assertTablesEqualRows(third);
        assertThat(run(third, Query.from("total")).rows().get(0).value(0)).isEqualTo(2L);
      }
    }

    @Test
    void that_went_is_dropped_with_the_next_version_where_it_was_not_with_its_own() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A));
      Layout without = Quakes.layout(2, Quakes.plain("quakes"));
      data().prepare(without);
      data().activate(without, OnContradiction.REFUSE);

      live(Quakes.layout(3, Quakes.plain("quakes")));

      assertThat(data().holdings(first.id()).values())
          .singleElement()
          .satisfies(
              holding ->
                  assertThat(holding.tables())
                      .extracting(table -> table.content())
                      .doesNotContain(Content.AGGREGATES));
    }

    @Test
    void is_the_same_however_often_a_version_is_prepared_activated_and_settled() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A));

      live(first);
      reopenStorage();
      live(first);
      committed(Batch.of(first, B));
      data().activate(first, OnContradiction.REFUSE);

      assertTablesEqualRows(first);
      assertThat(rows(first)).containsExactly(A, B);
      assertThat(committed(Batch.of(first, A)).duplicates()).containsExactly(0);
    }

    @Test
    void keeps_groups_of_long_and_special_names_apart() {
      Layout layout = live(Quakes.layout("quakes"));
      List<String> places =
          Arrays.asList(
              "", " ", "null", null, "ä", "Ä", "x".repeat(3_000), "x".repeat(2_999) + "y");
      Batch batch = Batch.under(layout);
      for (int i = 0; i < places.size(); i++) {
        batch.row(Quakes.row("k" + i, places.get(i), 1.0, null));
      }

      committed(batch.commit());

      assertThat(run(layout, Query.from("by_place")).rows()).hasSize(places.size());
      assertTablesEqualRows(layout);
    }
  }
}
