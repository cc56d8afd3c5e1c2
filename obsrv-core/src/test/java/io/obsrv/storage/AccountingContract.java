package io.obsrv.storage;

import static io.obsrv.error.RejectionCode.CONSTRAINT;
import static io.obsrv.error.RejectionCode.WRONG_TYPE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Arrival;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Rejected;
import io.obsrv.event.Rejection;
import io.obsrv.event.Stage;
import io.obsrv.schema.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.obsrv.event.DataStore} must keep beside the rows: quarantine, counters,
 * checkpoints.
 */
public abstract class AccountingContract extends StorageContract {
  private static final Instant COMMIT_TIME = TestClock.BEGIN.truncatedTo(ChronoUnit.MICROS);
  private static final DatasetId ID = DatasetId.of("quakes");
  private static final Row A = Quakes.row("a", "Rotorua", 4.5, "2026-02-01T10:00:00Z");
  private static final Row B = Quakes.row("b", null, null, null);
  private static final Row C = Quakes.row("c", "Fiji", -0.5, "2026-02-03T23:30:00.000001Z");

  @Nested
  class Quarantine {
    @Test
    void keeps_the_record_with_its_reason() {
      Layout layout = live(Quakes.layout("quakes"));

      CommitResult.Committed result =
          committed(
              Batch.under(layout)
                  .row(A)
                  .rejected(WRONG_TYPE, "{\"mag\": \"strong\"}")
                  .receivedAt(Instant.parse("2026-03-01T11:00:00.1234569Z"))
                  .progress("feed", "0", null, "1")
                  .commit());

      assertThat(result.quarantineIds().values()).containsExactly(1L);
      QuarantinedEvent event = quarantined(ID, 0, 10).get(0);
      assertThat(event.id()).isEqualTo(1);
      assertThat(event.receivedAt()).isEqualTo("2026-03-01T11:00:00.123456Z");
      assertThat(event.version()).isEqualTo(1);
      assertThat(event.source()).isEqualTo("feed");
      assertThat(new String(event.raw(), UTF_8)).isEqualTo("{\"mag\": \"strong\"}");
      assertThat(event.rejection().stage()).isEqualTo(Stage.VALIDATE);
      assertThat(event.rejection().code()).isEqualTo(WRONG_TYPE);
      assertThat(event.rejection().path()).isEqualTo("/mag");
      assertThat(event.rejection().message()).isEqualTo("{\"mag\": \"strong\"} is not good");
    }

    @Test
    void keeps_bytes_that_are_no_text() {
      Layout layout = live(Quakes.layout("quakes"));
      byte[] raw = {0, (byte) 0xff, (byte) 0xc3, 0x28};
      Rejection why = new Rejection(Stage.EXTRACT, RejectionCode.INVALID_UTF8, "", "");

      committed(
          new Commit(
              layout,
              new Arrival.Pushed(TestClock.BEGIN, Optional.empty()),
              List.of(),
              List.of(new Rejected(0, new Event.Json(raw), why)),
              List.of()));

      assertThat(quarantined(ID, 0, 1).get(0).raw()).isEqualTo(raw);
      assertThat(quarantined(ID, 0, 1).get(0).rejection()).isEqualTo(why);
    }

    @Test
    void is_numbered_across_batches_and_read_page_by_page() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.under(layout).rejected(WRONG_TYPE, "1").rejected(WRONG_TYPE, "2").commit());
      CommitResult.Committed second =
          committed(Batch.under(layout).rejected(CONSTRAINT, "3").row(A).commit());

      assertThat(second.quarantineIds().values()).containsExactly(3L);
      assertThat(quarantined(ID, 0, 2)).extracting(QuarantinedEvent::id).containsExactly(1L, 2L);
      assertThat(quarantined(ID, 2, 2)).extracting(QuarantinedEvent::id).containsExactly(3L);
      assertThat(quarantined(ID, 3, 2)).isEmpty();
    }

    @Test
    void is_empty_in_a_dataset_that_nobody_published() {
      assertThat(quarantined(ID, 0, 10)).isEmpty();
    }
  }

  @Nested
  class The_counters {
    @Test
    void are_zero_before_the_first_commit() {
      assertThat(data().counters(ID)).isEqualTo(Counters.ZERO);

      live(Quakes.layout("quakes"));

      assertThat(data().counters(ID)).isEqualTo(Counters.ZERO);
    }

    @Test
    void account_for_every_record() {
      Layout layout = live(Quakes.layout("quakes"));

      committed(Batch.under(layout).row(A).row(A).row(C).rejected(WRONG_TYPE, "1").commit());
      clock.advance(Duration.ofMinutes(5));
      committed(
          Batch.under(layout).row(B).rejected(WRONG_TYPE, "2").rejected(CONSTRAINT, "3").commit());

      assertThat(data().counters(ID))
          .isEqualTo(
              new Counters(
                  7,
                  3,
                  3L * Batch.BYTES,
                  1,
                  3,
                  0,
                  3,
                  Map.of("WRONG_TYPE", 2L, "CONSTRAINT", 1L),
                  Map.of(),
                  Optional.of(COMMIT_TIME.plusSeconds(300)),
                  Optional.of(Instant.parse("2026-02-03T23:30:00.000001Z"))));
    }

    @Test
    void know_the_time_of_the_commit_that_the_result_tells() {
      Layout layout = live(Quakes.layout("quakes"));

      CommitResult.Committed result = committed(Batch.of(layout, A));

      assertThat(result.at()).isEqualTo(COMMIT_TIME);
      assertThat(data().counters(ID).lastCommit()).contains(COMMIT_TIME);
    }

    @Test
    void leave_the_last_commit_where_nothing_was_received() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.under(layout).progress("feed", "0", null, "1").commit());
      assertThat(data().counters(ID)).isEqualTo(Counters.ZERO);
      committed(Batch.of(layout, A));
      clock.advance(Duration.ofMinutes(5));

      committed(Batch.under(layout).progress("feed", "0", "1", "2").commit());

      assertThat(data().counters(ID).lastCommit()).contains(COMMIT_TIME);
    }

    @Test
    void do_not_take_the_event_time_of_duplicates_and_never_go_back() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.of(layout, A));

      committed(
          Batch.of(
              layout,
              Quakes.row("a", null, null, "2027-01-01T00:00:00Z"),
              Quakes.row("d", null, null, "2020-01-01T00:00:00Z")));

      assertThat(data().counters(ID).newestEventTime())
          .contains(Instant.parse("2026-02-01T10:00:00Z"));
    }

    @Test
    void take_a_date_as_the_start_of_the_day_in_the_zone_of_the_dataset() {
      Layout layout = live(Quakes.layout(1, Quakes.plain("quakes").time("day")));

      committed(Batch.of(layout, Quakes.full("a", true, "2026-02-01", "[]")));

      assertThat(data().counters(ID).newestEventTime())
          .contains(Instant.parse("2026-01-31T23:00:00Z"));
    }

    @Test
    void have_no_event_time_without_a_time_column() {
      Layout layout = live(Quakes.layout(1, Quakes.timeless("quakes")));

      committed(Batch.of(layout, A));

      assertThat(data().counters(ID).newestEventTime()).isEmpty();
    }
  }

  @Nested
  class Progress {
    @Test
    void moves_the_checkpoint_of_its_split_only() {
      Layout layout = live(Quakes.layout("quakes"));

      committed(Batch.under(layout).row(A).progress("feed", "0", null, "10").commit());
      committed(Batch.under(layout).row(B).progress("feed", "1", null, "20").commit());
      committed(Batch.under(layout).row(C).progress("feed", "0", "10", "30").commit());

      assertThat(data().checkpoint(ID, "feed", "0")).contains(new Checkpoint("30"));
      assertThat(data().checkpoint(ID, "feed", "1")).contains(new Checkpoint("20"));
      assertThat(data().checkpoint(ID, "feed", "2")).isEmpty();
      assertThat(data().checkpoint(ID, "other", "0")).isEmpty();
      assertThat(data().checkpoint(DatasetId.of("other"), "feed", "0")).isEmpty();
    }

    @Test
    void takes_the_longest_names_and_checkpoints() {
      Layout layout = live(Quakes.layout("quakes"));
      String split = "päth/".repeat(200);
      String checkpoint = "c".repeat(10_000);

      committed(Batch.under(layout).progress("feed", split, null, checkpoint).commit());
      committed(Batch.under(layout).progress("feed", split, checkpoint, "").commit());

      assertThat(data().checkpoint(ID, "feed", split)).contains(new Checkpoint(""));
    }

    @Test
    void from_elsewhere_than_the_checkpoint_is_overtaken_and_nothing_is_stored() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.under(layout).row(A).progress("feed", "0", null, "10").commit());
      Counters before = data().counters(ID);

      for (String from : new String[] {null, "9", "11"}) {
        CommitResult result =
            data()
                .commit(
                    Batch.under(layout)
                        .row(B)
                        .rejected(WRONG_TYPE, "1")
                        .progress("feed", "0", from, "20")
                        .commit());
        assertThat(result).isEqualTo(new CommitResult.Overtaken());
      }

      assertThat(rows(layout)).containsExactly(A);
      assertThat(data().counters(ID)).isEqualTo(before);
      assertThat(quarantined(ID, 0, 10)).isEmpty();
      assertThat(data().checkpoint(ID, "feed", "0")).contains(new Checkpoint("10"));
      assertThat(committed(Batch.of(layout, B)).duplicates()).isEmpty();
      assertTablesEqualRows(layout);
    }

    @Test
    void from_somewhere_is_overtaken_where_nothing_was_read() {
      Layout layout = live(Quakes.layout("quakes"));

      CommitResult result =
          data().commit(Batch.under(layout).row(A).progress("feed", "0", "1", "2").commit());

      assertThat(result).isEqualTo(new CommitResult.Overtaken());
      assertThat(rows(layout)).isEmpty();
    }

    @Test
    void of_one_split_is_made_by_exactly_one_of_many_threads() throws Exception {
      Layout layout = live(Quakes.layout("quakes"));

      List<CommitResult> results =
          Threads.each(
              8,
              i ->
                  data()
                      .commit(
                          Batch.under(layout)
                              .row(Quakes.row("r" + i, null, null, null))
                              .progress("feed", "0", null, "1")
                              .commit()));

      assertThat(results).filteredOn(CommitResult.Committed.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(CommitResult.Overtaken.class::isInstance).hasSize(7);
      assertThat(rows(layout)).hasSize(1);
    }
  }
}
