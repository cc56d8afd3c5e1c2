package io.obsrv.storage;

import static io.obsrv.error.RejectionCode.CONSTRAINT;
import static io.obsrv.error.RejectionCode.WRONG_TYPE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Expiry;
import io.obsrv.event.Layout;
import io.obsrv.event.LeaseName;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineCause;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Stage;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Quarantine as a queue of work: read, patched, replayed, given up, and always with a trail. */
public abstract class QuarantineContract extends StorageContract {
  private static final DatasetId ID = DatasetId.of("quakes");
  private static final Row A = Quakes.row("a", "Fiji", 5.0, "2026-02-01T10:00:00Z");
  private static final Row B = Quakes.row("b", "Fiji", 6.0, "2026-02-01T11:00:00Z");
  private static final Instant BEGIN = TestClock.BEGIN.truncatedTo(ChronoUnit.MICROS);
  private static final Instant LATER = BEGIN.plus(Duration.ofHours(1));

  private QuarantineStore quarantine() {
    return storage.quarantine();
  }

  private List<QuarantinedEvent> all() {
    return quarantined(ID, 0, Integer.MAX_VALUE);
  }

  /** Three records: two of a wrong type, one of them from a feed, and one that breaks a rule. */
  private Layout filled() {
    Layout layout = live(Quakes.layout("quakes"));
    committed(
        Batch.under(layout)
            .rejected(WRONG_TYPE, "1")
            .rejected(CONSTRAINT, "2")
            .receivedAt(BEGIN)
            .commit());
    committed(
        Batch.under(layout)
            .rejected(WRONG_TYPE, "3")
            .receivedAt(LATER)
            .progress("feed", "0", null, "1")
            .commit());
    return layout;
  }

  @Nested
  class Reading {
    @Test
    void finds_records_by_every_condition() {
      filled();

      assertThat(ids(QuarantineFilter.ALL)).containsExactly(1L, 2L, 3L);
      assertThat(ids(QuarantineFilter.ALL.code(WRONG_TYPE))).containsExactly(1L, 3L);
      assertThat(ids(QuarantineFilter.ALL.stage(Stage.VALIDATE))).containsExactly(1L, 2L, 3L);
      assertThat(ids(QuarantineFilter.ALL.stage(Stage.EXTRACT))).isEmpty();
      assertThat(ids(QuarantineFilter.ALL.source("feed"))).containsExactly(3L);
      assertThat(ids(QuarantineFilter.ALL.before(LATER))).containsExactly(1L, 2L);
      assertThat(ids(QuarantineFilter.ALL.code(WRONG_TYPE).source("push"))).containsExactly(1L);
    }

    @Test
    void tells_how_large_records_are() {
      filled();
      quarantine().patch(ID, all().get(1), "{\"ä\": 1}".getBytes(UTF_8), "asha");

      assertThat(quarantine().sizes(ID, QuarantineFilter.ALL, 0, 10))
          .containsExactly(
              new QuarantineSize(1, 1), new QuarantineSize(2, 9), new QuarantineSize(3, 1));
      assertThat(quarantine().sizes(ID, QuarantineFilter.ALL.code(WRONG_TYPE), 1, 10))
          .containsExactly(new QuarantineSize(3, 1));
      assertThat(quarantine().sizes(ID, QuarantineFilter.ALL, 0, 1)).hasSize(1);
      assertThat(quarantine().sizes(DatasetId.of("unknown"), QuarantineFilter.ALL, 0, 1)).isEmpty();
    }

    @Test
    void knows_the_highest_number_that_was_given() {
      filled();
      quarantine().remove(ID, List.of(3L), QuarantineAction.DISCARDED, "asha", "");

      assertThat(quarantine().last(ID)).isEqualTo(3);
      assertThat(quarantine().last(DatasetId.of("unknown"))).isZero();
    }

    @Test
    void groups_records_by_cause_the_most_frequent_first() {
      filled();

      assertThat(quarantine().causes(ID))
          .containsExactly(
              new QuarantineCause(Stage.VALIDATE, WRONG_TYPE, 2, BEGIN, LATER),
              new QuarantineCause(Stage.VALIDATE, CONSTRAINT, 1, BEGIN, BEGIN));
    }

    @Test
    void of_a_dataset_that_nobody_published_finds_nothing() {
      assertThat(quarantine().causes(ID)).isEmpty();
      assertThat(quarantine().trail(ID, 1)).isEmpty();
      assertThat(quarantine().remove(ID, List.of(1L), QuarantineAction.DISCARDED, "asha", ""))
          .isEmpty();
    }

    private List<Long> ids(QuarantineFilter filter) {
      return quarantine().read(ID, filter, 0, 10).stream().map(QuarantinedEvent::id).toList();
    }
  }

  @Nested
  class A_patch {
    @Test
    void replaces_the_text_and_leaves_a_trail() {
      filled();
      QuarantinedEvent seen = all().get(0);
      clock.advance(Duration.ofMinutes(1));

      assertThat(quarantine().patch(ID, seen, "{}".getBytes(UTF_8), "asha")).isTrue();

      assertThat(new String(all().get(0).raw(), UTF_8)).isEqualTo("{}");
      assertThat(all().get(0).rejection()).isEqualTo(seen.rejection());
      assertThat(quarantine().trail(ID, 1))
          .extracting(QuarantineEntry::actor, QuarantineEntry::action)
          .containsExactly(
              tuple("push", QuarantineAction.QUARANTINED), tuple("asha", QuarantineAction.PATCHED));
    }

    @Test
    void of_a_record_that_was_changed_meanwhile_changes_nothing() {
      filled();
      QuarantinedEvent seen = all().get(0);
      quarantine().patch(ID, seen, "{}".getBytes(UTF_8), "asha");

      assertThat(quarantine().patch(ID, seen, "[]".getBytes(UTF_8), "ravi")).isFalse();

      assertThat(new String(all().get(0).raw(), UTF_8)).isEqualTo("{}");
      assertThat(quarantine().trail(ID, 1)).hasSize(2);
    }
  }

  @Nested
  class A_replay {
    @Test
    void ends_each_record_accepted_duplicate_or_quarantined_again() {
      Layout layout = filled();
      committed(Batch.of(layout, B));
      clock.advance(Duration.ofMinutes(1));

      CommitResult.Committed result =
          committed(
              Batch.under(layout)
                  .row(A)
                  .row(B)
                  .rejected(CONSTRAINT, "3")
                  .replaying(all())
                  .commit());

      assertThat(result.duplicates()).containsExactly(1);
      assertThat(result.quarantineIds()).containsExactly(Map.entry(2, 3L));
      QuarantinedEvent again = all().get(0);
      assertThat(all()).hasSize(1);
      assertThat(again.id()).isEqualTo(3);
      assertThat(again.attempts()).isEqualTo(2);
      assertThat(again.source()).isEqualTo("feed");
      assertThat(again.receivedAt()).isEqualTo(LATER);
      assertThat(again.rejection().code()).isEqualTo(CONSTRAINT);
      StoredRow row = stored(layout).get(1);
      assertThat(row.row()).isEqualTo(A);
      assertThat(row.receivedAt()).isEqualTo(BEGIN);
      assertThat(row.source()).isEqualTo("push");
      Counters counters = data().counters(ID);
      assertThat(counters.received()).isEqualTo(4);
      assertThat(counters.accepted()).isEqualTo(2);
      assertThat(counters.duplicates()).isEqualTo(1);
      assertThat(counters.quarantined()).isEqualTo(1);
      assertThat(counters.causes()).isEqualTo(Map.of("CONSTRAINT", 1L));
      assertThat(actions(1)).containsExactly("push QUARANTINED", "ravi ACCEPTED");
      assertThat(actions(2)).containsExactly("push QUARANTINED", "ravi DUPLICATE");
      assertThat(actions(3)).containsExactly("feed QUARANTINED", "ravi FAILED_AGAIN");
      assertTablesEqualRows(layout);
    }

    @Test
    void of_a_record_that_is_gone_or_changed_stores_nothing() {
      Layout layout = filled();
      List<QuarantinedEvent> seen = all().subList(0, 2);
      quarantine().patch(ID, seen.get(1), "{}".getBytes(UTF_8), "asha");
      Counters before = data().counters(ID);

      assertThat(data().commit(Batch.under(layout).row(A).row(B).replaying(seen).commit()))
          .isEqualTo(new CommitResult.Overtaken());

      assertThat(all()).hasSize(3);
      assertThat(rows(layout)).isEmpty();
      assertThat(data().counters(ID)).isEqualTo(before);
    }

    @Test
    void of_the_same_records_by_many_threads_is_made_once() throws Exception {
      Layout layout = filled();
      List<QuarantinedEvent> seen = all().subList(0, 1);

      List<CommitResult> results =
          Threads.each(8, i -> data().commit(Batch.under(layout).row(A).replaying(seen).commit()));

      assertThat(results).filteredOn(CommitResult.Committed.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(CommitResult.Overtaken.class::isInstance).hasSize(7);
      assertThat(rows(layout)).containsExactly(A);
    }

    @Test
    void of_one_record_twice_is_refused() {
      Layout layout = filled();
      QuarantinedEvent seen = all().get(0);
      Batch batch = Batch.under(layout).row(A).row(B).replaying(List.of(seen, seen));

      assertThatThrownBy(batch::commit)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("record 1 is replayed twice in one batch, must be once");
    }

    @Test
    void does_not_give_a_number_twice() {
      Layout layout = filled();
      committed(Batch.under(layout).row(A).replaying(all().subList(2, 3)).commit());

      CommitResult.Committed next =
          committed(Batch.under(layout).rejected(WRONG_TYPE, "4").commit());

      assertThat(next.quarantineIds().values()).containsExactly(4L);
    }
  }

  @Nested
  class Removing {
    @Test
    void takes_records_away_for_good_and_says_which() {
      filled();
      clock.advance(Duration.ofMinutes(1));

      assertThat(
              quarantine()
                  .remove(ID, List.of(1L, 3L, 9L), QuarantineAction.DISCARDED, "asha", "test data"))
          .containsExactly(1L, 3L);

      assertThat(all()).extracting(QuarantinedEvent::id).containsExactly(2L);
      Counters counters = data().counters(ID);
      assertThat(counters.received()).isEqualTo(3);
      assertThat(counters.quarantined()).isEqualTo(3);
      assertThat(counters.discarded()).isEqualTo(2);
      QuarantineEntry last = quarantine().trail(ID, 1).get(1);
      assertThat(last.action()).isEqualTo(QuarantineAction.DISCARDED);
      assertThat(last.actor()).isEqualTo("asha");
      assertThat(last.detail()).isEqualTo("test data");
    }

    @Test
    void by_retention_takes_nothing_away_under_a_lease_that_was_lost() {
      Layout layout = filled();
      HeldLease lost = lease("one");
      clock.advance(Duration.ofSeconds(2));
      HeldLease held = lease("other");

      assertThat(expired(layout, Optional.of(lost))).isEmpty();
      assertThat(all()).hasSize(3);
      assertThat(data().counters(ID).discarded()).isZero();
      assertThat(expired(layout, Optional.of(held))).containsExactly(1L);
      assertThat(data().counters(ID).discarded()).isEqualTo(1);
      assertThat(quarantine().trail(ID, 1).get(1).action()).isEqualTo(QuarantineAction.EXPIRED);
    }

    @Test
    void by_retention_takes_nothing_away_for_a_version_that_is_not_live() {
      Layout first = filled();
      Layout second = live(Quakes.layout(2, Quakes.named("quakes")));

      assertThat(expired(first, Optional.empty())).isEmpty();
      assertThat(all()).hasSize(3);
      assertThat(expired(second, Optional.empty())).containsExactly(1L);
    }

    private HeldLease lease(String holder) {
      return storage
          .leases()
          .acquire(ID, LeaseName.RETENTION, holder, Duration.ofSeconds(1))
          .orElseThrow();
    }

    private List<Long> expired(Layout layout, Optional<HeldLease> lease) {
      Expiry expiry = new Expiry(layout, clock.instant(), lease);
      return quarantine().expire(expiry, List.of(1L), "system", "old");
    }

    @Test
    void leaves_a_trail_of_each_of_many() {
      Layout layout = live(Quakes.layout("quakes"));
      Batch batch = Batch.under(layout);
      for (int i = 0; i < 100; i++) {
        batch = batch.rejected(WRONG_TYPE, Integer.toString(i));
      }
      committed(batch.commit());

      List<Long> removed =
          quarantine()
              .remove(
                  ID,
                  LongStream.rangeClosed(1, 100).boxed().toList(),
                  QuarantineAction.DISCARDED,
                  "asha",
                  "a\tb\\c");

      assertThat(removed).hasSize(100);
      for (long record = 1; record <= 100; record++) {
        assertThat(actions(record)).hasSize(2);
        assertThat(quarantine().trail(ID, record).get(1).detail()).isEqualTo("a\tb\\c");
      }
    }
  }

  private List<String> actions(long record) {
    return quarantine().trail(ID, record).stream()
        .map(entry -> entry.actor() + " " + entry.action())
        .toList();
  }
}
