package io.obsrv.storage;

import static io.obsrv.error.RejectionCode.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How every {@link io.obsrv.event.DataStore} must keep rows, each dataset for itself. */
public abstract class DataStoreContract extends StorageContract {
  private static final Instant COMMIT_TIME = TestClock.BEGIN.truncatedTo(ChronoUnit.MICROS);
  private static final DatasetId ID = DatasetId.of("quakes");
  private static final Row A = Quakes.row("a", "Rotorua", 4.5, "2026-02-01T10:00:00Z");
  private static final Row B = Quakes.row("b", null, null, null);
  private static final Row C = Quakes.row("c", "Fiji", -0.5, "2026-02-03T23:30:00.000001Z");

  @Nested
  class Rows {
    @Test
    void are_stored_in_the_order_of_the_batches_without_a_gap() {
      Layout layout = live(Quakes.layout("quakes"));

      committed(Batch.of(layout, B, A));
      committed(Batch.of(layout, C));

      assertThat(stored(layout)).extracting(StoredRow::sequence).containsExactly(1L, 2L, 3L);
      assertThat(rows(layout)).containsExactly(B, A, C);
    }

    @Test
    void have_no_gap_where_a_record_was_a_duplicate_or_failed() {
      Layout layout = live(Quakes.layout("quakes"));

      committed(Batch.of(layout, A));
      committed(Batch.under(layout).row(B).row(A).rejected(WRONG_TYPE, "{}").row(C).commit());

      assertThat(stored(layout)).extracting(StoredRow::sequence).containsExactly(1L, 2L, 3L);
      assertThat(rows(layout)).containsExactly(A, B, C);
    }

    @Test
    void keep_a_value_of_every_type_as_it_was() {
      Layout layout = live(Quakes.layout("quakes"));
      Row full =
          Quakes.full("ä \"'\\ 🌋", true, "2026-02-01", "[1, {\"deep\": [null, 2.50]}, \"x\"]");

      committed(Batch.of(layout, full));

      assertThat(rows(layout)).containsExactly(full);
    }

    @Test
    void keep_the_extremes_of_every_type() {
      Layout layout = live(Quakes.layout("quakes"));
      Row low =
          Quakes.row(
              "", " ", Double.MIN_VALUE, Long.MIN_VALUE, "-9999999.999", "0001-01-01T00:00:00Z");
      Row high =
          Quakes.row(
              "long".repeat(5_000),
              "\t\n",
              Double.MAX_VALUE,
              Long.MAX_VALUE,
              "9999999.999",
              "9999-12-31T23:59:59.999999Z");

      committed(Batch.of(layout, low, high));

      assertThat(rows(layout)).containsExactly(low, high);
    }

    @Test
    void know_when_and_whence_they_came_and_under_which_version() {
      Layout layout = live(Quakes.layout(3, Quakes.plain("quakes")));
      Instant received = Instant.parse("2026-03-01T11:59:58.123456789Z");

      committed(
          Batch.under(layout)
              .row(A)
              .progress("feed", "0", null, "1")
              .receivedAt(received)
              .commit());
      committed(Batch.under(layout).row(B).commit());

      assertThat(stored(layout))
          .containsExactly(
              new StoredRow(
                  1, Instant.parse("2026-03-01T11:59:58.123456Z"), 3, "feed", A, Optional.empty()),
              new StoredRow(2, COMMIT_TIME, 3, Commit.PUSH, B, Optional.empty()));
    }

    @Test
    void keep_the_fields_outside_of_the_schema() {
      Layout layout = live(Quakes.layout("quakes"));

      committed(
          Batch.under(layout).row(A, "{\"net\":\"nz\",\"deep\":{\"x\":[1]}}").row(B).commit());

      assertThat(stored(layout))
          .extracting(StoredRow::extra)
          .containsExactly(Optional.of("{\"net\":\"nz\",\"deep\":{\"x\":[1]}}"), Optional.empty());
    }

    @Test
    void outlive_closing_the_storage_with_all_that_belongs_to_them() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(
          Batch.under(layout)
              .row(A)
              .rejected(WRONG_TYPE, "{}")
              .progress("feed", "0", null, "1")
              .commit());
      Counters counters = data().counters(ID);

      reopenStorage();

      assertThat(rows(layout)).containsExactly(A);
      assertThat(data().counters(ID)).isEqualTo(counters);
      assertThat(data().checkpoint(ID, "feed", "0")).contains(new Checkpoint("1"));
      assertThat(quarantined(ID, 0, 10)).hasSize(1);
      assertTablesEqualRows(layout);
      CommitResult.Committed next =
          committed(Batch.under(layout).row(A).row(B).rejected(WRONG_TYPE, "{}").commit());
      assertThat(next.duplicates()).containsExactly(0);
      assertThat(next.quarantineIds().values()).containsExactly(2L);
      assertThat(stored(layout)).extracting(StoredRow::sequence).containsExactly(1L, 2L);
      assertTablesEqualRows(layout);
    }

    @Test
    void are_none_in_a_dataset_that_nobody_published() {
      assertThat(stored(Quakes.layout("quakes"))).isEmpty();
    }

    @Test
    void are_none_in_a_dataset_that_was_only_prepared() {
      Layout layout = Quakes.layout("quakes");
      data().prepare(layout);

      assertThat(stored(layout)).isEmpty();
    }
  }

  @Nested
  class Two_datasets {
    @Test
    void see_nothing_of_each_other() {
      Layout one = live(Quakes.layout("quakes"));
      Layout two = live(Quakes.layout("quakes-2"));

      committed(
          Batch.under(one)
              .row(A)
              .row(C)
              .rejected(WRONG_TYPE, "1")
              .progress("feed", "0", null, "1")
              .commit());

      assertThat(rows(two)).isEmpty();
      assertThat(data().counters(two.id())).isEqualTo(Counters.ZERO);
      assertThat(quarantined(two.id(), 0, 10)).isEmpty();
      assertThat(data().checkpoint(two.id(), "feed", "0")).isEmpty();
      assertThat(run(two, Query.from("by_place")).rows()).isEmpty();

      CommitResult.Committed result =
          committed(
              Batch.under(two)
                  .row(A)
                  .rejected(WRONG_TYPE, "2")
                  .progress("feed", "0", null, "7")
                  .commit());

      assertThat(result.duplicates()).isEmpty();
      assertThat(result.quarantineIds().values()).containsExactly(1L);
      assertThat(stored(two)).extracting(StoredRow::sequence).containsExactly(1L);
      assertThat(rows(one)).containsExactly(A, C);
      assertThat(data().checkpoint(one.id(), "feed", "0")).contains(new Checkpoint("1"));
      assertTablesEqualRows(one);
      assertTablesEqualRows(two);
    }

    @Test
    void have_control_rows_of_their_own() {
      Layout one = live(Quakes.layout("quakes"));
      Layout two = live(Quakes.layout("quakes_2"));
      live(Quakes.layout(2, Quakes.named("quakes")));
      data().admit(one, false);

      assertThat(committed(Batch.of(two, A)).duplicates()).isEmpty();
    }
  }
}
