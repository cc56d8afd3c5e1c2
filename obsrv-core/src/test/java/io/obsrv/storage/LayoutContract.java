package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.error.InvalidException;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Row;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.obsrv.event.DataStore} must do with batches and columns when a version is
 * published.
 */
public abstract class LayoutContract extends StorageContract {
  private static final CommitResult REFUSED = new CommitResult.Refused();
  private static final Row A = Quakes.row("a", "Rotorua", 4.5, 3L, "1.250", "2026-02-01T10:00:00Z");
  private static final Row B = Quakes.row("b", "Fiji", 6.5, null, null, "2026-02-01T23:30:00Z");

  @Nested
  class A_batch {
    @Test
    void is_refused_by_a_dataset_that_nobody_published() {
      Layout layout = Quakes.layout("quakes");

      assertThat(data().commit(Batch.of(layout, A))).isEqualTo(REFUSED);
    }

    @Test
    void is_refused_by_a_dataset_that_was_only_prepared() {
      Layout layout = Quakes.layout("quakes");
      data().prepare(layout);

      assertThat(data().commit(Batch.of(layout, A))).isEqualTo(REFUSED);
      assertThat(data().counters(layout.id())).isEqualTo(Counters.ZERO);
    }

    @Test
    void is_refused_while_records_are_not_admitted() {
      Layout layout = live(Quakes.layout("quakes"));
      data().admit(layout, false);
      data().admit(layout, false);

      assertThat(data().commit(Batch.of(layout, A))).isEqualTo(REFUSED);
      assertThat(data().commit(Batch.under(layout).progress("feed", "0", null, "1").commit()))
          .isEqualTo(REFUSED);
      assertThat(rows(layout)).isEmpty();
      assertThat(data().counters(layout.id())).isEqualTo(Counters.ZERO);

      reopenStorage();
      assertThat(data().commit(Batch.of(layout, A))).isEqualTo(REFUSED);

      data().admit(layout, true);
      data().admit(layout, true);
      assertThat(committed(Batch.of(layout, A)).duplicates()).isEmpty();
    }

    @Test
    void stays_refused_when_another_version_is_activated() {
      Layout layout = live(Quakes.layout("quakes"));
      data().admit(layout, false);

      Layout second = live(Quakes.layout(2, Quakes.named("quakes")));

      assertThat(data().commit(Batch.of(second, A))).isEqualTo(REFUSED);
      data().admit(second, true);
      assertThat(committed(Batch.of(second, A)).duplicates()).isEmpty();
    }

    @Test
    void is_not_let_in_before_a_version_is_live() {
      Layout layout = Quakes.layout("quakes");
      data().admit(layout, true);
      data().prepare(layout);
      data().admit(layout, true);

      assertThat(data().commit(Batch.of(layout, A))).isEqualTo(REFUSED);
    }

    @Test
    void of_another_version_than_the_live_one_is_superseded_and_nothing_is_stored() {
      Layout first = live(Quakes.layout("quakes"));
      Layout second = live(Quakes.layout(2, Quakes.named("quakes")));

      CommitResult result =
          data().commit(Batch.under(first).row(A).progress("feed", "0", null, "1").commit());

      assertThat(result).isEqualTo(new CommitResult.Superseded(2));
      assertThat(rows(second)).isEmpty();
      assertThat(data().checkpoint(second.id(), "feed", "0")).isEmpty();
      assertThat(data().counters(second.id())).isEqualTo(Counters.ZERO);
      assertThat(committed(Batch.of(second, A)).duplicates()).isEmpty();
    }

    @Test
    void of_the_live_version_is_taken_while_the_next_is_prepared() {
      Layout first = live(Quakes.layout("quakes"));
      Layout second =
          Quakes.layout(
              2,
              Quakes.named("quakes")
                  .schema(Quakes.schema(", \"net\": {\"type\": \"string\"}"))
                  .table("total", t -> t.count().max("mag")));
      committed(Batch.of(first, A));

      data().prepare(second);
      committed(Batch.of(first, B));

      assertThat(rows(first)).containsExactly(A, B);
      assertTablesEqualRows(first);
      data().activate(second, OnContradiction.REFUSE);
      assertTablesEqualRows(second);
      data().settle(second);
      assertTablesEqualRows(second);
    }

    @Test
    void is_written_under_one_version_while_another_is_published() throws Exception {
      Layout first = live(Quakes.layout("quakes"));
      Layout second =
          Quakes.layout(2, Quakes.named("quakes").table("total", t -> t.count().min("mag")));
      AtomicInteger accepted = new AtomicInteger();

      Threads.each(
          4,
          thread -> {
            if (thread == 0) {
              return live(second);
            }
            for (int i = 0; i < 10; i++) {
              Row row = Quakes.row(thread + "-" + i, "p", 5.0, "2026-02-01T10:00:00Z");
              CommitResult result = data().commit(Batch.of(first, row));
              if (result instanceof CommitResult.Superseded superseded) {
                assertThat(superseded.live()).isEqualTo(2);
                result = data().commit(Batch.of(second, row));
              }
              assertThat(result).isInstanceOf(CommitResult.Committed.class);
              accepted.incrementAndGet();
            }
            return second;
          });

      assertThat(rows(second)).hasSize(accepted.get());
      assertThat(stored(second)).extracting(StoredRow::version).isSorted();
      assertTablesEqualRows(second);
    }
  }

  @Nested
  class A_new_column {
    private final Layout second =
        Quakes.layout(
            2,
            Quakes.plain("quakes")
                .schema(
                    Quakes.schemaOf(
                        "\"net\": {\"type\": \"string\"}, \"id\": {\"type\": \"string\"}, "
                            + "\"mag\": {\"type\": \"number\"}, \"at\": {\"type\": \"string\", \"format\": \"date-time\"}")));

    @Test
    void is_null_in_rows_there_were_and_columns_are_found_by_name() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A));

      live(second);
      Row next = new Row("us", "c", 2.5, null);
      committed(Batch.of(second, next));

      assertThat(rows(second)).containsExactly(new Row(null, "a", 4.5, A.value(6)), next);
      assertThat(stored(second)).extracting(StoredRow::version).containsExactly(1, 2);
    }

    @Test
    void leaves_what_the_next_version_does_not_declare_stored() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A));
      live(second);
      committed(Batch.of(second, new Row("us", "c", 2.5, null)));

      Layout third = live(Quakes.layout(3, Quakes.named("quakes")));

      assertThat(rows(third)).containsExactly(A, Quakes.row("c", null, 2.5, null));
      assertTablesEqualRows(third);
    }

    @Test
    void is_read_as_null_by_a_layout_that_is_only_prepared() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A));

      data().prepare(second);
      data().prepare(second);

      assertThat(rows(second)).containsExactly(new Row(null, "a", 4.5, A.value(6)));
      assertThat(rows(first)).containsExactly(A);
    }

    @Test
    void of_a_name_that_differs_in_case_or_is_a_word_of_sql_is_a_column_of_its_own() {
      Layout layout =
          live(
              Quakes.layout(
                  1,
                  Quakes.timeless("quakes")
                      .schema(
                          Quakes.schemaOf(
                              "\"id\": {\"type\": \"string\"}, \"ID\": {\"type\": \"string\"}, "
                                  + "\"select\": {\"type\": \"string\"}, \"a \\\"b\\\" ü\": {\"type\": \"string\"}, "
                                  + "\"%s\": {\"type\": \"string\"}".formatted("n".repeat(60))))));
      Row row = new Row("1", "2", "3", "4", "5");

      committed(Batch.of(layout, row));

      assertThat(rows(layout)).containsExactly(row);
    }
  }

  @Nested
  class A_column_of_another_type {
    private final Layout changed =
        Quakes.layout(
            2,
            Quakes.plain("quakes")
                .schema(
                    Quakes.schemaOf(
                        "\"id\": {\"type\": \"string\"}, \"felt\": {\"type\": \"string\"}, "
                            + "\"depth\": {\"type\": \"number\", \"x-precision\": 12, \"x-scale\": 4}, "
                            + "\"at\": {\"type\": \"string\", \"format\": \"date-time\"}, "
                            + "\"net\": {\"type\": \"string\"}")));

    @Test
    void is_refused_and_nothing_is_changed() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A));

      assertThatThrownBy(() -> data().prepare(changed))
          .isInstanceOf(InvalidException.class)
          .hasMessage(
              "Dataset 'quakes' cannot be published, 2 problems: column 'felt': is stored as integer, is declared"
                  + " string now; give the new one another name with \"x-column\"; column 'depth': is stored as"
                  + " decimal(10, 3), is declared decimal(12, 4) now; give the new one another name with"
                  + " \"x-column\".");
      committed(Batch.of(first, B));
      assertThat(rows(first)).containsExactly(A, B);
      assertTablesEqualRows(first);
      Layout withNet =
          live(
              Quakes.layout(
                  2,
                  Quakes.named("quakes")
                      .schema(Quakes.schema(", \"net\": {\"type\": \"integer\"}"))));
      assertThat(rows(withNet)).hasSize(2);
    }

    @Test
    void is_told_beforehand() {
      live(Quakes.layout("quakes"));

      assertThat(data().problems(changed))
          .extracting(Object::toString)
          .containsExactly(
              "column 'felt': is stored as integer, is declared string now; give the new one another name with"
                  + " \"x-column\"",
              "column 'depth': is stored as decimal(10, 3), is declared decimal(12, 4) now; give the new one"
                  + " another name with \"x-column\"");
      assertThat(data().problems(Quakes.layout(2, Quakes.named("quakes")))).isEmpty();
      assertThat(data().problems(Quakes.layout("unknown"))).isEmpty();
    }

    @Test
    void is_refused_against_a_column_that_the_live_version_does_not_declare_any_more() {
      live(Quakes.layout("quakes"));
      live(
          Quakes.layout(
              2,
              Quakes.timeless("quakes").schema(Quakes.schemaOf("\"id\": {\"type\": \"string\"}"))));

      assertThatThrownBy(
              () ->
                  data()
                      .prepare(
                          Quakes.layout(
                              3,
                              Quakes.timeless("quakes")
                                  .schema(
                                      Quakes.schemaOf(
                                          "\"id\": {\"type\": \"string\"}, \"mag\": {\"type\": \"boolean\"}")))))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("column 'mag': is stored as number, is declared boolean now");
    }
  }
}
