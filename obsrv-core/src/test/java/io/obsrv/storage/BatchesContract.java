package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Kind;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Claim;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.Receipt;
import io.obsrv.event.Verdict;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Batches and envelopes with a name, unique values and warnings. */
public abstract class BatchesContract extends StorageContract {
  private static final DatasetId ID = DatasetId.of("quakes");
  private static final Row A = Quakes.row("a", "Fiji", 5.0, "2026-02-01T10:00:00Z");
  private static final Row B = Quakes.row("b", "Fiji", 6.0, "2026-02-01T11:00:00Z");
  private static final Row C = Quakes.row("c", null, null, null);

  @Nested
  class A_batch_with_a_name {
    @Test
    void is_stored_once_and_answers_its_first_receipt() {
      Layout layout = live(Quakes.layout("quakes"));
      Commit commit = batch(layout);
      Receipt first = Receipt.of(commit, committed(commit));
      Counters before = data().counters(ID);
      clock.advance(Duration.ofHours(1));

      CommitResult second = data().commit(batch(layout));

      assertThat(second).isEqualTo(new CommitResult.Repeated(first));
      assertThat(first.verdicts())
          .hasSize(4)
          .element(1)
          .isEqualTo(new Verdict.Accepted(List.of("strong")));
      assertThat(data().counters(ID)).isEqualTo(before);
      assertThat(rows(layout)).containsExactly(A, B);
      assertTablesEqualRows(layout);
    }

    @Test
    void is_known_after_the_storage_was_opened_again() {
      Layout layout = live(Quakes.layout("quakes"));
      Commit commit = batch(layout);
      Receipt first = Receipt.of(commit, committed(commit));

      reopenStorage();

      assertThat(data().commit(batch(layout))).isEqualTo(new CommitResult.Repeated(first));
    }

    @Test
    void is_stored_again_when_the_window_has_passed() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(batch(layout));
      clock.advance(layout.definition().dedupWindow().plusSeconds(1));

      CommitResult.Committed again = committed(batch(layout));

      assertThat(again.duplicates()).containsExactly(2);
      assertThat(rows(layout)).hasSize(4);
    }

    @Test
    void is_not_taken_for_an_envelope_of_that_name() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.under(layout).row(A).named("n").commit());

      assertThat(committed(Batch.under(layout).row(B).envelope("n", 1).commit()).duplicates())
          .isEmpty();
    }

    @Test
    void is_stored_by_exactly_one_of_many_threads() throws Exception {
      Layout layout = live(Quakes.layout("quakes"));

      List<CommitResult> results = Threads.each(8, i -> data().commit(batch(layout)));

      assertThat(results).filteredOn(CommitResult.Committed.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(CommitResult.Repeated.class::isInstance).hasSize(7);
    }

    private Commit batch(Layout layout) {
      return Batch.under(layout)
          .row(A)
          .warned(B, "strong")
          .row(A)
          .rejected(RejectionCode.WRONG_TYPE, "{}")
          .named("monday")
          .commit();
    }
  }

  @Nested
  class An_envelope_with_an_id {
    @Test
    void that_is_known_makes_all_its_records_duplicates_even_broken_ones() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(
          Batch.under(layout)
              .row(A)
              .rejected(RejectionCode.WRONG_TYPE, "1")
              .envelope("e1", 2)
              .commit());

      CommitResult.Committed second =
          committed(
              Batch.under(layout)
                  .row(C)
                  .rejected(RejectionCode.WRONG_TYPE, "1")
                  .envelope("e1", 2)
                  .row(B)
                  .envelope("e2", 1)
                  .commit());

      assertThat(second.duplicates()).containsExactlyInAnyOrder(0, 1);
      assertThat(second.quarantineIds()).isEmpty();
      assertThat(rows(layout)).containsExactly(A, B);
      Counters counters = data().counters(ID);
      assertThat(counters.received()).isEqualTo(5);
      assertThat(counters.accepted()).isEqualTo(2);
      assertThat(counters.duplicates()).isEqualTo(2);
      assertThat(counters.quarantined()).isEqualTo(1);
      assertThat(counters.causes()).containsExactly(Map.entry("WRONG_TYPE", 1L));
    }

    @Test
    void of_two_in_one_batch_the_second_is_known() {
      Layout layout = live(Quakes.layout("quakes"));

      CommitResult.Committed result =
          committed(Batch.under(layout).row(A).envelope("e", 1).row(B).envelope("e", 1).commit());

      assertThat(result.duplicates()).containsExactly(1);
      assertThat(rows(layout)).containsExactly(A);
    }

    @Test
    void does_not_remember_the_keys_of_records_that_it_repeats() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.under(layout).row(A).envelope("e", 1).commit());
      committed(Batch.under(layout).row(B).envelope("e", 1).commit());

      assertThat(committed(Batch.of(layout, B)).duplicates()).isEmpty();
    }
  }

  @Nested
  class A_value_that_must_be_unique {
    @Test
    void that_is_taken_leaves_the_whole_batch_unstored_and_says_who_broke_what() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.under(layout).claiming(A, "place", "Fiji").commit());
      Counters before = data().counters(ID);

      CommitResult result =
          data().commit(Batch.under(layout).row(C).claiming(B, "place", "Fiji").commit());

      assertThat(result)
          .isEqualTo(
              new CommitResult.Conflicting(
                  List.of(new CommitResult.Conflict(1, new Claim("place", "Fiji")))));
      assertThat(data().counters(ID)).isEqualTo(before);
      assertThat(rows(layout)).containsExactly(A);
    }

    @Test
    void of_two_in_one_batch_the_first_has_it() {
      Layout layout = live(Quakes.layout("quakes"));

      CommitResult result =
          data()
              .commit(
                  Batch.under(layout)
                      .claiming(A, "place", "Fiji")
                      .claiming(B, "place", "Fiji")
                      .commit());

      assertThat(result)
          .isEqualTo(
              new CommitResult.Conflicting(
                  List.of(new CommitResult.Conflict(1, new Claim("place", "Fiji")))));
      assertThat(rows(layout)).isEmpty();
    }

    @Test
    void may_be_shared_by_who_is_warned_of_it_and_is_taken_until_the_last_one_goes() {
      Layout layout = live(Quakes.layout(1, Quakes.named("quakes").kind(Kind.MASTER)));
      Row other = Quakes.row("d", "Fiji", null, null);
      committed(Batch.under(layout).claiming(A, "place", "Fiji").commit());
      committed(Batch.under(layout).sharing(B, "place", "Fiji").commit());
      committed(Batch.under(layout).removal(Quakes.row("a", null, null, null)).commit());
      reopenStorage();

      CommitResult shared =
          data().commit(Batch.under(layout).claiming(other, "place", "Fiji").commit());
      committed(Batch.under(layout).removal(Quakes.row("b", null, null, null)).commit());
      committed(Batch.under(layout).claiming(other, "place", "Fiji").commit());

      assertThat(shared).isInstanceOf(CommitResult.Conflicting.class);
      assertThat(rows(layout)).containsExactly(other);
    }

    @Test
    void that_two_rows_had_when_its_rule_was_new_is_taken_until_both_are_gone() {
      Layout first = live(Quakes.layout(1, Quakes.named("quakes").kind(Kind.MASTER)));
      committed(Batch.of(first, A, B));
      Layout second =
          live(
              Quakes.layout(
                  2,
                  Quakes.named("quakes")
                      .kind(Kind.MASTER)
                      .rule("place", r -> r.unique("place").quarantine())));
      committed(Batch.under(second).removal(Quakes.row("a", null, null, null)).commit());

      assertThat(
              data()
                  .commit(
                      Batch.under(second)
                          .claiming(C, "place", KeyText.of(List.of("Fiji")))
                          .commit()))
          .isInstanceOf(CommitResult.Conflicting.class);
    }

    @Test
    void belongs_to_its_rule() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.under(layout).claiming(A, "place", "Fiji").commit());

      committed(Batch.under(layout).claiming(B, "other", "Fiji").commit());

      assertThat(rows(layout)).containsExactly(A, B);
    }

    @Test
    void is_claimed_by_the_rows_there_are_when_its_rule_is_new() {
      Layout first = live(Quakes.layout("quakes"));
      committed(Batch.of(first, A, B));
      Layout second =
          live(
              Quakes.layout(
                  2, Quakes.named("quakes").rule("place", r -> r.unique("place").quarantine())));
      String fiji = KeyText.of(List.of("Fiji"));
      Row other = Quakes.row("d", "Fiji", null, null);

      assertThat(data().commit(Batch.under(second).claiming(other, "place", fiji).commit()))
          .isEqualTo(
              new CommitResult.Conflicting(
                  List.of(new CommitResult.Conflict(0, new Claim("place", fiji)))));
    }

    @Test
    void is_not_asked_for_by_a_duplicate() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.under(layout).claiming(A, "place", "Fiji").commit());

      assertThat(committed(Batch.under(layout).claiming(A, "place", "Fiji").commit()).duplicates())
          .containsExactly(0);
    }
  }

  @Test
  void warnings_are_counted_by_rule() {
    Layout layout = live(Quakes.layout("quakes"));

    committed(Batch.under(layout).warned(A, "strong").warned(B, "strong").commit());
    committed(Batch.under(layout).warned(C, "blank").warned(A, "strong").commit());

    assertThat(data().counters(ID).warnings())
        .containsExactly(Map.entry("blank", 1L), Map.entry("strong", 2L));
  }
}
