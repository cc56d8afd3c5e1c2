package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.error.InvalidException;
import io.obsrv.event.ContradictingRows;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link io.obsrv.event.DataStore} must do with its rows when columns change. */
public abstract class EvolutionContract extends StorageContract {
  private static final DatasetId ID = DatasetId.of("meters");
  private static final String AT = "\"at\": {\"type\": \"string\", \"format\": \"date-time\"}";
  private static final String INTEGER = "\"x\": {\"type\": [\"integer\", \"null\"]}";
  private static final String NUMBER = "\"x\": {\"type\": [\"number\", \"null\"]}";
  private static final String TEXT = "\"x\": {\"type\": [\"string\", \"null\"]}";
  private static final String DECIMAL =
      "\"x\": {\"type\": [\"number\", \"null\"], \"x-precision\": 38, \"x-scale\": 2}";
  private static final String RENAMED =
      "\"y\": {\"type\": [\"integer\", \"null\"], \"x-aliases\": [\"x\"]}";

  private final List<DatasetVersion> published = new ArrayList<>();

  /** The next version of the dataset, as it is while it is published. */
  private Layout next(DefinitionBuilder definition) {
    return Layout.of(version(definition), published);
  }

  private DatasetVersion version(DefinitionBuilder definition) {
    int number = published.size() + 1;
    return DatasetVersion.draft(number, definition.build(), "asha", TestClock.BEGIN);
  }

  private Layout publish(DefinitionBuilder definition) {
    return publish(definition, OnContradiction.REFUSE);
  }

  private Layout publish(DefinitionBuilder definition, OnContradiction policy) {
    Layout layout = next(definition);
    data().prepare(layout);
    data().backfill(layout, policy);
    data().activate(layout, policy);
    data().settle(layout);
    published.add(version(definition));
    return layout;
  }

  /** A dataset of {@code id}, further columns, and tables over {@code x} if that is a number. */
  private static DefinitionBuilder events(String... columns) {
    DefinitionBuilder definition =
        DatasetDefinition.named(ID.value())
            .schema(
                Quakes.schemaOf(
                    Stream.concat(Stream.of("\"id\": {\"type\": \"string\"}"), Stream.of(columns))
                        .collect(Collectors.joining(", "))))
            .key("id");
    return List.of(columns).stream().anyMatch(List.of(INTEGER, NUMBER, DECIMAL)::contains)
        ? definition
            .table("total", t -> t.count().sum("x"))
            .table("by_id", t -> t.groupBy("id").max("x"))
        : definition.table("total", t -> t.count());
  }

  @Nested
  class A_column_that_comes_back {
    @Test
    void has_the_values_it_had_and_its_default_where_there_was_none() {
      committed(Batch.of(publish(events(TEXT)), new Row("a", "old"), new Row("b", null)));
      committed(Batch.of(publish(events(), OnContradiction.NULLIFY), new Row("c")));

      Layout third = publish(events("\"x\": {\"type\": \"string\", \"default\": \"new\"}"));

      assertThat(rows(third))
          .containsExactly(new Row("a", "old"), new Row("b", "new"), new Row("c", "new"));
      reopenStorage();
      assertThat(rows(third)).extracting(row -> row.value(1)).containsExactly("old", "new", "new");
    }

    @Test
    void of_another_type_has_them_converted() {
      committed(Batch.of(publish(events(TEXT)), new Row("a", "7"), new Row("b", null)));
      committed(Batch.of(publish(events(), OnContradiction.NULLIFY), new Row("c")));

      Layout third = publish(events("\"x\": {\"type\": \"integer\", \"default\": 1}"));

      assertThat(rows(third)).containsExactly(new Row("a", 7L), new Row("b", 1L), new Row("c", 1L));
    }
  }

  @Nested
  class A_column_of_another_type {
    @Test
    void has_the_values_there_were_converted_in_rows_tables_and_queries() {
      committed(Batch.of(publish(events(INTEGER)), new Row("a", 7L), new Row("b", null)));

      Layout second = publish(events(DECIMAL));
      committed(Batch.of(second, new Row("c", new BigDecimal("0.25"))));

      assertThat(Values.exact(rows(second)))
          .isEqualTo(
              Values.exact(
                  List.of(
                      new Row("a", new BigDecimal("7.00")),
                      new Row("b", null),
                      new Row("c", new BigDecimal("0.25")))));
      assertTablesEqualRows(second);
      assertThat(run(second, Query.from(ID.value()).select("x").orderBy("x")).rows()).hasSize(3);
      assertThat(stored(second)).extracting(StoredRow::version).containsExactly(1, 1, 2);
      reopenStorage();
      assertTablesEqualRows(second);
    }

    @Test
    void is_the_old_one_again_when_the_type_comes_back() {
      committed(Batch.of(publish(events(INTEGER)), new Row("a", 7L)));
      committed(Batch.of(publish(events(TEXT)), new Row("b", "8")));

      Layout third = publish(events(INTEGER));

      assertThat(third.columns().get(1).place()).isEqualTo("x");
      assertThat(rows(third)).containsExactly(new Row("a", 7L), new Row("b", 8L));
      assertTablesEqualRows(third);
    }

    @Test
    void takes_rows_along_that_come_while_it_is_brought_along() {
      Layout first = publish(events(INTEGER));
      committed(Batch.of(first, new Row("a", 1L)));
      Layout second = next(events(NUMBER));

      data().prepare(second);
      committed(Batch.of(first, new Row("b", 2L)));
      data().backfill(second, OnContradiction.REFUSE);
      committed(Batch.of(first, new Row("c", 3L)));
      reopenStorage();
      data().backfill(second, OnContradiction.REFUSE);
      committed(Batch.of(first, new Row("d", null)));
      assertTablesEqualRows(first);
      data().activate(second, OnContradiction.REFUSE);
      data().activate(second, OnContradiction.REFUSE);

      assertThat(rows(second))
          .containsExactly(
              new Row("a", 1.0), new Row("b", 2.0), new Row("c", 3.0), new Row("d", null));
      assertTablesEqualRows(second);
    }

    @Test
    void is_refused_with_every_row_that_contradicts_it_and_nothing_is_changed() {
      Layout first = publish(events(TEXT));
      committed(Batch.of(first, new Row("a", "7"), new Row("b", "seven"), new Row("c", "")));
      Layout second = next(events(INTEGER));
      data().prepare(second);

      List<ContradictingRows> found = data().contradictions(second);

      assertThat(found)
          .containsExactly(
              new ContradictingRows(
                  "schema/x",
                  2,
                  List.of(
                      "row 2: '\"seven\"' is not an integer", "row 3: '\"\"' is not an integer")));
      String message =
          "Version 2 of dataset 'meters' cannot be published, 1 problem: schema/x: is contradicted by 2 stored rows:"
              + " row 2: '\"seven\"' is not an integer; row 3: '\"\"' is not an integer.";
      assertThatThrownBy(() -> data().backfill(second, OnContradiction.REFUSE))
          .isInstanceOf(InvalidException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> data().activate(second, OnContradiction.REFUSE))
          .isInstanceOf(InvalidException.class)
          .hasMessage(message);
      committed(Batch.of(first, new Row("d", "8")));
      assertThat(rows(first)).hasSize(4);
      assertTablesEqualRows(first);
    }

    @Test
    void has_null_for_what_it_cannot_hold_if_forced_and_the_old_value_comes_back() {
      committed(Batch.of(publish(events(TEXT)), new Row("a", "7"), new Row("b", "seven")));

      Layout second = publish(events(INTEGER), OnContradiction.NULLIFY);

      assertThat(rows(second)).containsExactly(new Row("a", 7L), new Row("b", null));
      assertTablesEqualRows(second);
      assertThat(rows(publish(events(TEXT))))
          .containsExactly(new Row("a", "7"), new Row("b", "seven"));
    }

    @Test
    void of_a_version_that_was_given_up_is_in_nobodys_way() {
      committed(Batch.of(publish(events(INTEGER)), new Row("a", 7L)));
      Layout given = next(events(TEXT, "\"z\": {\"type\": \"string\", \"default\": \"old\"}"));
      data().prepare(given);
      data().backfill(given, OnContradiction.REFUSE);

      Layout second = publish(events(NUMBER, "\"z\": {\"type\": \"integer\", \"default\": 5}"));

      assertThat(rows(second)).containsExactly(new Row("a", 7.0, 5L));
      assertTablesEqualRows(second);
    }
  }

  @Nested
  class A_renamed_column {
    @Test
    void keeps_its_values_and_gives_them_back_when_it_is_renamed_back() {
      committed(Batch.of(publish(events(INTEGER)), new Row("a", 7L)));

      Layout second = publish(events(RENAMED));
      committed(Batch.of(second, new Row("b", 8L)));

      assertThat(rows(second)).containsExactly(new Row("a", 7L), new Row("b", 8L));
      assertThat(run(second, Query.from(ID.value()).select("y").orderBy("y")).rows())
          .containsExactly(new Row(7L), new Row(8L));
      Layout third = publish(events(INTEGER));
      assertThat(rows(third)).containsExactly(new Row("a", 7L), new Row("b", 8L));
      assertTablesEqualRows(third);
    }

    @Test
    void leaves_its_name_to_a_new_column() {
      committed(Batch.of(publish(events(INTEGER)), new Row("a", 7L)));
      publish(events(RENAMED));

      Layout third = publish(events("\"y\": {\"type\": [\"integer\", \"null\"]}", TEXT));
      committed(Batch.of(third, new Row("b", 8L, "new")));

      assertThat(rows(third)).containsExactly(new Row("a", 7L, null), new Row("b", 8L, "new"));
      assertThat(run(third, Query.from(ID.value()).select("x", "y").orderBy("y")).rows())
          .containsExactly(new Row(null, 7L), new Row("new", 8L));
    }
  }

  @Nested
  class A_new_column {
    @Test
    void with_a_default_has_it_in_the_rows_there_were() {
      Layout first = publish(events(INTEGER));
      committed(Batch.of(first, new Row("a", 7L)));

      Layout second =
          publish(
              events(INTEGER, "\"net\": {\"type\": [\"string\", \"null\"], \"default\": \"us\"}"));
      committed(Batch.of(second, new Row("b", 8L, null)));

      assertThat(rows(second)).containsExactly(new Row("a", 7L, "us"), new Row("b", 8L, null));
      data().activate(second, OnContradiction.REFUSE);
      assertThat(rows(second)).containsExactly(new Row("a", 7L, "us"), new Row("b", 8L, null));
    }

    @Test
    void that_is_required_contradicts_every_row() {
      Layout first = publish(events(INTEGER));
      committed(Batch.of(first, new Row("a", 7L)));
      DefinitionBuilder required =
          DatasetDefinition.named(ID.value())
              .schema(
                  io.obsrv.schema.Schema.parse(
                      """
                      {"type": "object", "required": ["net"], "properties": {
                        "id": {"type": "string"}, "net": {"type": "string"}}}"""))
              .key("id");

      assertThat(data().contradictions(next(required)))
          .containsExactly(
              new ContradictingRows(
                  "schema/x", 1, List.of("row 1: has a value, but the field is gone")),
              new ContradictingRows(
                  "schema/net", 1, List.of("row 1: has no value, must have one or a default")));
    }
  }

  @Nested
  class A_table_of_the_next_version {
    @Test
    void is_right_though_rows_are_replaced_and_removed_while_it_is_filled() {
      Layout first = publish(events(INTEGER, AT).kind(Kind.MASTER).time("at"));
      Instant noon = Instant.parse("2026-02-01T12:00:00Z");
      committed(Batch.of(first, new Row("a", 1L, noon), new Row("b", 2L, noon)));
      Layout second =
          next(
              events(INTEGER, AT)
                  .kind(Kind.MASTER)
                  .time("at")
                  .table("highest", t -> t.count().max("x")));
      data().prepare(second);
      data().backfill(second, OnContradiction.REFUSE);

      committed(Batch.of(first, new Row("b", 1L, noon.plusSeconds(1))));
      committed(Batch.under(first).removal(new Row("a", null, noon.plusSeconds(1))).commit());
      data().activate(second, OnContradiction.REFUSE);

      assertThat(run(second, Query.from("highest")).rows()).containsExactly(new Row(1L, 1L));
      assertTablesEqualRows(second);
    }

    @Test
    void is_filled_once_only_by_all_who_finish_the_same_publication() throws Exception {
      Layout first = publish(events(INTEGER));
      for (int batch = 0; batch < 4; batch++) {
        Batch rows = Batch.under(first);
        for (int i = 0; i < 1_000; i++) {
          rows.row(new Row(batch + "-" + i, (long) i));
        }
        committed(rows.commit());
      }
      Layout second = next(events(INTEGER).table("highest", t -> t.count().sum("x")));
      data().prepare(second);

      Threads.each(
          4,
          thread -> {
            data().backfill(second, OnContradiction.REFUSE);
            data().activate(second, OnContradiction.REFUSE);
            return thread;
          });

      assertThat(run(second, Query.from("highest")).rows())
          .extracting(row -> row.value(0))
          .containsExactly(4_000L);
      assertTablesEqualRows(second);
    }

    @Test
    void is_filled_once_only_however_often_it_is_begun() {
      Layout first = publish(events(INTEGER));
      committed(Batch.of(first, new Row("a", 1L), new Row("b", 2L)));
      Layout second = next(events(INTEGER).table("highest", t -> t.count().max("x")));
      data().prepare(second);
      data().backfill(second, OnContradiction.REFUSE);
      data().prepare(second);
      data().backfill(second, OnContradiction.REFUSE);

      data().activate(second, OnContradiction.REFUSE);

      assertThat(run(second, Query.from("highest")).rows()).containsExactly(new Row(2L, 2L));
    }
  }

  @Nested
  class Another_key {
    @Test
    void finds_duplicates_of_the_rows_there_are() {
      committed(Batch.of(publish(events(INTEGER)), new Row("a", 1L), new Row("b", 2L)));

      Layout second = publish(events(INTEGER).key("x"));

      assertThat(committed(Batch.of(second, new Row("c", 2L), new Row("a", 3L))).duplicates())
          .containsExactly(0);
    }

    @Test
    void must_tell_rows_apart_even_if_forced_where_there_is_one_row_per_key() {
      Layout first = publish(events(INTEGER).kind(Kind.MASTER));
      committed(Batch.of(first, new Row("a", 1L), new Row("b", 1L), new Row("c", null)));
      Layout second = next(events(INTEGER).kind(Kind.MASTER).key("x"));
      data().prepare(second);

      assertThat(data().contradictions(second)).extracting(ContradictingRows::path).contains("key");
      assertThatThrownBy(() -> data().activate(second, OnContradiction.NULLIFY))
          .isInstanceOf(InvalidException.class)
          .hasMessage(
              "Version 2 of dataset 'meters' cannot be published, 1 problem: key: is contradicted by 2 stored rows:"
                  + " row 2: has the key of another row, [\"1\"]; row 3: has no value, must have one.");
      assertThat(committed(Batch.of(first, new Row("a", 5L))).duplicates()).isEmpty();
    }

    @Test
    void decides_which_row_is_replaced() {
      Layout first = publish(events(INTEGER).kind(Kind.MASTER));
      committed(Batch.of(first, new Row("a", 1L), new Row("b", 2L)));

      Layout second = publish(events(INTEGER).kind(Kind.MASTER).key("x"));
      committed(Batch.of(second, new Row("new", 2L)));

      assertThat(rows(second)).containsExactly(new Row("a", 1L), new Row("new", 2L));
      assertTablesEqualRows(second);
    }
  }

  @Nested
  class Another_time {
    @Test
    void is_that_of_the_rows_there_are() {
      String born = "\"born\": {\"type\": \"string\", \"format\": \"date-time\"}";
      Instant noon = Instant.parse("2026-02-01T12:00:00Z");
      Layout first = publish(events(AT, born).kind(Kind.TRANSACTION).time("at"));
      committed(Batch.of(first, new Row("a", noon, noon.minusSeconds(60))));

      Layout second = publish(events(AT, born).kind(Kind.TRANSACTION).time("born"));

      assertThat(data().counters(ID).newestEventTime()).contains(noon.minusSeconds(60));
      Row between = new Row("a", noon, noon.minusSeconds(30));
      assertThat(committed(Batch.of(second, between)).duplicates()).isEmpty();
      assertThat(rows(second)).containsExactly(between);
    }
  }
}
