package io.obsrv.query;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.event.Layout;
import io.obsrv.event.SystemColumns;
import io.obsrv.schema.Column;
import io.obsrv.storage.Quakes;
import io.obsrv.table.Operator;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QueryPlanTest {
  private static final Layout LAYOUT = Quakes.layout("quakes");

  @Test
  void a_plan_has_every_name_and_constant_resolved() {
    QueryPlan plan =
        plan(
            Query.from("quakes")
                .select("id", "_seq")
                .where(field("depth").lessThan("1.5").and(field("mag").isNull()))
                .where(field("place").isNotNull())
                .orderByDescending("_seq")
                .orderBy("id"));

    Column depth = LAYOUT.definition().schema().column("depth").orElseThrow();
    Column mag = LAYOUT.definition().schema().column("mag").orElseThrow();
    Column place = LAYOUT.definition().schema().column("place").orElseThrow();
    assertThat(plan.table()).isEmpty();
    assertThat(plan.available()).endsWith(SystemColumns.ALL.toArray(Column[]::new)).hasSize(14);
    assertThat(plan.columns()).extracting(Column::name).containsExactly("id", "_seq");
    assertThat(plan.filters())
        .containsExactly(
            new Filter.Compares(depth, Operator.LESS, new BigDecimal("1.500")),
            new Filter.IsNull(mag),
            new Filter.IsNotNull(place));
    assertThat(plan.order()).containsExactly(new SortKey(1, true), new SortKey(0, false));
    assertThat(plan.grouping()).isEmpty();
  }

  @Test
  void a_plan_of_groups_has_the_columns_grouped_by_and_then_the_measures() {
    QueryPlan plan = plan(Query.from("by_place").groupBy("place").sum("count"));

    assertThat(plan.table()).isEqualTo(LAYOUT.rollup("by_place"));
    assertThat(plan.available()).isEqualTo(LAYOUT.rollup("by_place").orElseThrow().columns());
    assertThat(plan.columns()).extracting(Column::name).containsExactly("place", "sum_count");
    assertThat(plan.grouping()).isPresent();
  }

  @Test
  void the_smaller_limit_counts_and_only_that_of_the_library_truncates() {
    QueryLimits ten = new QueryLimits(10, Duration.ofSeconds(1));
    Query query = Query.from("quakes");

    assertThat(plan(query).maxRows(ten)).isEqualTo(10);
    assertThat(plan(query.limit(3)).maxRows(ten)).isEqualTo(3);
    assertThat(plan(query).isTruncated(10, ten)).isFalse();
    assertThat(plan(query).isTruncated(11, ten)).isTrue();
    assertThat(plan(query.limit(10)).isTruncated(11, ten)).isFalse();
    assertThat(plan(query.limit(3)).isTruncated(4, ten)).isFalse();
    assertThat(plan(query.limit(11)).isTruncated(11, ten)).isTrue();
  }

  @Nested
  class A_query_is_refused {
    @Test
    void of_a_table_that_is_not_there() {
      refused(
          Query.from("by_plaice"),
          "there is no table 'by_plaice' (tables: quakes, by_place, strong, total).");
      refused(
          Query.from("_rows"),
          "there is no table '_rows' (tables: quakes, by_place, strong, total).");
    }

    @Test
    void with_columns_that_are_not_there_naming_all_of_them() {
      String columns =
          "(columns: id, place, mag, felt, depth, reviewed, at, day, tags, _seq, _received_at, _version, _source, _extra)";
      refused(
          Query.from("quakes").select("ID"),
          "select: 'ID' is not a column of table 'quakes' " + columns + ".");
      refused(
          Query.from("quakes").groupBy("plaice").sum("magg").where(field("x").isNull()),
          "3 problems: groupBy: 'plaice' is not a column of table 'quakes' %s; sum: 'magg' is not a column of table 'quakes' %s; where: 'x' is not a column %s."
              .formatted(columns, columns, columns));
      refused(
          Query.from("strong").select("mag"),
          "select: 'mag' is not a column of table 'strong' (columns: reviewed, day, count, min_depth, max_place).");
    }

    @Test
    void that_selects_columns_together_with_groups() {
      refused(
          Query.from("quakes").select("id").groupBy("place").count(),
          "select: is given together with groups or measures, which are the columns of the result themselves.");
    }

    @Test
    void that_selects_a_column_twice() {
      refused(Query.from("quakes").select("id", "id"), "select: 'id' is named twice.");
    }

    @Test
    void with_measures_that_a_type_does_not_have() {
      refused(Query.from("quakes").sum("place"), "sum: 'place' is string, must be a number.");
      refused(Query.from("quakes").max("tags"), "max: 'tags' is json, which has no order.");
      refused(
          Query.from("quakes").groupBy("tags"), "groupBy: 'tags' is JSON, which has no groups.");
    }

    @Test
    void that_compares_what_cannot_be_compared() {
      refused(
          Query.from("quakes").where(field("tags").equalTo("[]")),
          "where: 'tags' is JSON, which cannot be compared.");
      refused(
          Query.from("quakes").where(field("mag").atLeast("strong")),
          "where: mag >= strong: 'mag' is number; '\"strong\"' is not a number.");
    }

    @Test
    void that_sorts_by_what_is_not_in_the_result() {
      refused(
          Query.from("quakes").select("id").orderBy("mag"),
          "orderBy: 'mag' is not a column of the result (columns: id).");
      refused(Query.from("quakes").orderBy("tags"), "orderBy: 'tags' is JSON, which has no order.");
    }
  }

  private static void refused(Query query, String reason) {
    assertThatThrownBy(() -> plan(query))
        .isInstanceOf(QueryRefusedException.class)
        .hasMessage("Cannot query dataset 'quakes': " + reason);
  }

  private static QueryPlan plan(Query query) {
    return QueryPlan.of(LAYOUT, query);
  }
}
