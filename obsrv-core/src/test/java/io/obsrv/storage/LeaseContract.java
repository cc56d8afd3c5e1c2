package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.Counters;
import io.obsrv.event.Delivery;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.event.LeaseLostException;
import io.obsrv.event.LeaseName;
import io.obsrv.event.Leases;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who has which lease, and that nobody writes who has lost one. */
public abstract class LeaseContract extends StorageContract {
  private static final DatasetId ID = DatasetId.of("quakes");
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final String SPLIT = LeaseName.ofSplit("source/feed", "a");

  private Layout layout;

  @BeforeEach
  void publish() {
    layout = live(Quakes.layout("quakes"));
  }

  private HeldLease acquired(String holder) {
    return storage.leases().acquire(ID, SPLIT, holder, TIME).orElseThrow();
  }

  private Optional<HeldLease> asked(String holder) {
    return storage.leases().acquire(ID, SPLIT, holder, TIME);
  }

  private Commit step(HeldLease lease, String id, String from, String to) {
    return Batch.under(layout)
        .row(Quakes.row(id, null, 5.0, null))
        .progress("feed", "a", from, to)
        .leased(lease)
        .commit();
  }

  /** The same of a store beside the rows and of one beside the registry. */
  abstract class Any {
    abstract LeaseStore leases();

    private Optional<HeldLease> asks(String holder) {
      return leases().acquire(ID, "work", holder, TIME);
    }

    @Test
    void is_given_to_the_first_who_asks() {
      assertThat(asks("one")).contains(new HeldLease("work", "one", 1, TIME));
      assertThat(asks("two")).isEmpty();
    }

    @Test
    void is_given_to_another_when_its_time_is_over_under_a_higher_epoch() {
      HeldLease first = asks("one").orElseThrow();
      clock.advance(TIME.minus(MOMENT));
      assertThat(asks("two")).isEmpty();
      clock.advance(MOMENT);

      assertThat(asks("two")).contains(new HeldLease("work", "two", 2, TIME));
      assertThat(leases().renew(ID, first)).isFalse();
      assertThat(asks("one")).isEmpty();
    }

    @Test
    void lasts_from_when_it_was_renewed() {
      HeldLease first = asks("one").orElseThrow();
      clock.advance(TIME.minus(MOMENT));

      assertThat(leases().renew(ID, first)).isTrue();

      clock.advance(TIME.minus(MOMENT));
      assertThat(asks("two")).isEmpty();
      clock.advance(MOMENT);
      assertThat(asks("two")).isPresent();
    }

    @Test
    void that_nobody_else_wanted_can_be_renewed_late() {
      HeldLease first = asks("one").orElseThrow();
      clock.advance(TIME.multipliedBy(3));

      assertThat(leases().isHeld(ID, first)).isTrue();
      assertThat(leases().renew(ID, first)).isTrue();
      assertThat(asks("two")).isEmpty();
    }

    @Test
    void that_is_given_back_is_free_at_once_and_its_epoch_is_not_used_again() {
      HeldLease first = asks("one").orElseThrow();
      leases().release(ID, first);

      assertThat(leases().isHeld(ID, first)).isFalse();
      assertThat(leases().renew(ID, first)).isFalse();
      HeldLease second = asks("two").orElseThrow();
      assertThat(second.epoch()).isGreaterThan(first.epoch());
      leases().release(ID, first);
      assertThat(leases().renew(ID, second)).isTrue();
    }

    @Test
    void is_given_anew_to_who_has_it_and_the_old_one_is_lost() {
      HeldLease first = asks("one").orElseThrow();
      HeldLease again = asks("one").orElseThrow();

      assertThat(again.epoch()).isGreaterThan(first.epoch());
      assertThat(leases().isHeld(ID, first)).isFalse();
      assertThat(leases().renew(ID, first)).isFalse();
      assertThat(leases().renew(ID, again)).isTrue();
    }

    @Test
    void says_nothing_of_others() {
      HeldLease first = asks("one").orElseThrow();

      assertThat(leases().acquire(ID, "other", "two", TIME)).isPresent();
      assertThat(leases().renew(ID, first)).isTrue();
    }

    @Test
    void outlives_the_storage() {
      HeldLease first = asks("one").orElseThrow();
      reopenStorage();

      assertThat(asks("two")).isEmpty();
      assertThat(leases().renew(ID, first)).isTrue();
    }

    @Test
    void is_given_to_one_of_many_who_ask_at_once() throws Exception {
      List<Optional<HeldLease>> given = Threads.each(8, i -> asks("holder " + i));

      assertThat(given).filteredOn(Optional::isPresent).hasSize(1);
    }
  }

  @Nested
  class A_lease_on_the_work_of_a_dataset extends Any {
    @Override
    LeaseStore leases() {
      return storage.leases();
    }

    @Test
    void is_not_given_where_there_is_no_namespace() {
      assertThat(leases().acquire(DatasetId.of("nothing"), "work", "one", TIME)).isEmpty();
    }
  }

  @Nested
  class A_lease_on_moves extends Any {
    @Override
    LeaseStore leases() {
      return storage.registry().leases();
    }

    @Test
    void needs_no_namespace_and_is_of_one_dataset() {
      DatasetId other = DatasetId.of("nothing");

      assertThat(leases().acquire(other, "work", "one", TIME)).isPresent();
      assertThat(leases().acquire(ID, "work", "two", TIME)).isPresent();
      assertThat(leases().acquire(other, "work", "two", TIME)).isEmpty();
    }
  }

  @Test
  void a_commit_under_a_lease_that_is_lost_writes_nothing() {
    HeldLease old = acquired("one");
    committed(step(old, "a", null, "1"));
    clock.advance(TIME);
    HeldLease present = acquired("two");
    Counters before = data().counters(ID);

    assertThat(data().commit(step(old, "b", "1", "2"))).isEqualTo(new CommitResult.Fenced());

    assertThat(data().counters(ID)).isEqualTo(before);
    assertThat(rows(layout)).hasSize(1);
    assertThat(data().checkpoint(ID, "feed", "a")).contains(new Checkpoint("1"));
    committed(step(present, "b", "1", "2"));
  }

  @Test
  void a_commit_makes_its_lease_last_from_then_on_once_half_of_it_is_over() {
    HeldLease lease = acquired("one");
    clock.advance(TIME.dividedBy(2));
    committed(step(lease, "a", null, "1"));
    clock.advance(TIME.minus(MOMENT));

    assertThat(asked("two")).isEmpty();
    clock.advance(MOMENT);
    assertThat(asked("two")).isPresent();
  }

  @Test
  void a_commit_that_is_late_is_written_if_nobody_else_was_given_its_lease() {
    HeldLease lease = acquired("one");
    clock.advance(TIME.multipliedBy(3));

    committed(step(lease, "a", null, "1"));

    assertThat(asked("two")).isEmpty();
  }

  @Test
  void a_destination_is_not_moved_under_a_lease_that_is_lost() {
    String name = LeaseName.ofDestination("destination/out");
    HeldLease old = storage.leases().acquire(ID, name, "one", TIME).orElseThrow();
    clock.advance(TIME);
    HeldLease present = storage.leases().acquire(ID, name, "two", TIME).orElseThrow();

    assertThat(deliver(old)).isFalse();
    assertThat(storage.connectors().delivery(ID, "out")).isEqualTo(Delivery.NONE);
    assertThat(deliver(present)).isTrue();
  }

  private boolean deliver(HeldLease lease) {
    return storage
        .connectors()
        .deliver(ID, "out", Delivery.NONE, new Delivery(1, 0), Optional.of(lease));
  }

  @Test
  void who_reads_a_connector_that_is_told_something_loses_every_lease_on_it_and_on_no_other() {
    HeldLease lease = acquired("one");
    HeldLease beside =
        storage
            .leases()
            .acquire(ID, LeaseName.ofSplit("source/feed2", "a"), "one", TIME)
            .orElseThrow();

    storage
        .connectors()
        .put(
            ID,
            new ConnectorRun(RunState.PAUSED, Optional.empty(), clock.instant()),
            entry(ConnectorAction.PAUSED));

    assertThat(data().commit(step(lease, "a", null, "1"))).isEqualTo(new CommitResult.Fenced());
    assertThat(storage.leases().renew(ID, beside)).isTrue();
    assertThat(asked("two")).isPresent();
  }

  @Test
  void who_reads_a_split_that_is_reset_loses_its_lease() {
    HeldLease lease = acquired("one");
    HeldLease other =
        storage
            .leases()
            .acquire(ID, LeaseName.ofSplit("source/feed", "b"), "one", TIME)
            .orElseThrow();

    storage
        .connectors()
        .reset(ID, "feed", "a", Optional.of(new Checkpoint("0")), entry(ConnectorAction.RESET));

    assertThat(storage.leases().renew(ID, lease)).isFalse();
    assertThat(storage.leases().renew(ID, other)).isTrue();
  }

  private ConnectorEntry entry(ConnectorAction action) {
    return new ConnectorEntry("source/feed", clock.instant(), "ravi", action, "");
  }

  private ConnectorRun run(RunState state) {
    return new ConnectorRun(state, Optional.empty(), clock.instant());
  }

  @Test
  void that_a_connector_has_failed_is_kept_unless_another_has_a_lease_on_a_part_of_it() {
    ConnectorRun failed = run(RunState.FAILED);
    acquired("one");

    assertThat(storage.connectors().put(ID, "source/feed", failed, "two")).isFalse();
    assertThat(storage.connectors().put(ID, "source/feed2", failed, "two")).isTrue();
    assertThat(storage.connectors().runs(ID)).containsOnlyKeys("source/feed2");

    assertThat(storage.connectors().put(ID, "source/feed", failed, "one")).isTrue();
    clock.advance(TIME);
    ConnectorRun later = run(RunState.FAILED);
    assertThat(storage.connectors().put(ID, "source/feed", later, "two")).isTrue();
    assertThat(storage.connectors().run(ID, "source/feed")).contains(later);
  }

  @Test
  void a_failure_is_over_for_who_saw_it_and_not_another_one() {
    ConnectorRun failed = run(RunState.FAILED);
    storage.connectors().put(ID, "source/feed", failed, "one");
    clock.advance(MOMENT);
    ConnectorRun running = run(RunState.RUNNING);

    assertThat(storage.connectors().replace(ID, "source/feed", running, running)).isFalse();
    assertThat(storage.connectors().replace(ID, "source/other", failed, running)).isFalse();
    assertThat(storage.connectors().runs(ID)).containsExactly(Map.entry("source/feed", failed));
    assertThat(storage.connectors().replace(ID, "source/feed", failed, running)).isTrue();
    assertThat(storage.connectors().runs(ID)).containsExactly(Map.entry("source/feed", running));
  }

  @Nested
  class A_move_whose_lease_is_lost {
    private static final String REFUSAL =
        "Cannot go on with the move of dataset 'quakes': this process was not heard of for longer"
            + " than its lease lasts, so that another one may have gone on with it. Look at the"
            + " dataset, then call again what is not done.";

    private Hold lost() {
      try (Leases leases = Leases.shared(TIME)) {
        Hold hold = leases.take(storage.registry().leases(), ID, "move").orElseThrow();
        hold.require();
        clock.advance(TIME);
        assertThat(storage.registry().leases().acquire(ID, "move", "another", TIME)).isPresent();
        return hold;
      }
    }

    private void refused(ThrowingCallable step) {
      assertThatThrownBy(step).isInstanceOf(LeaseLostException.class).hasMessage(REFUSAL);
    }

    @Test
    void makes_no_version_live() {
      Layout second = Quakes.layout(2, Quakes.named("quakes"));
      data().prepare(second);

      refused(() -> data().activate(second, OnContradiction.REFUSE, lost()));

      committed(Batch.of(layout, Quakes.row("a", null, 5.0, null)));
    }

    @Test
    void makes_no_room_where_another_has_made_some() {
      Layout late = Quakes.layout(2, Quakes.plain("quakes"));
      Hold lost = lost();
      Layout second = filled(2);

      refused(() -> data().prepare(late, lost));

      data().activate(second, OnContradiction.REFUSE);
      assertTablesEqualRows(second);
    }

    @Test
    void makes_nothing_of_what_another_has_removed() {
      Hold lost = lost();
      storage.archives().drop(ID);

      refused(() -> data().prepare(layout, lost));
      assertThat(data().holdings(ID)).isEmpty();
      assertThat(storage.leases().acquire(ID, SPLIT, "ravi", TIME)).as("in no room").isEmpty();

      data().settle(layout);
      assertThat(data().holdings(ID)).isEmpty();
    }

    @Test
    void brings_no_rows_along() {
      Layout second = Quakes.layout(2, Quakes.named("quakes"));
      data().prepare(second);

      refused(() -> data().backfill(second, OnContradiction.REFUSE, lost()));
    }

    @Test
    void drops_nothing_that_another_has_filled() {
      Layout second = Quakes.layout(2, Quakes.plain("quakes"));
      data().prepare(second);
      data().activate(second, OnContradiction.REFUSE);
      committed(Batch.of(second, Quakes.row("a", null, 5.0, null)));
      Hold lost = lost();
      Layout third = filled(3);

      refused(() -> data().settle(second, lost));

      data().activate(third, OnContradiction.REFUSE);
      assertTablesEqualRows(third);
    }

    /** A version with one more column, into which the rows there are were brought along. */
    private Layout filled(int number) {
      Layout next =
          Quakes.layout(
              number,
              Quakes.named("quakes")
                  .schema(Quakes.schema(", \"depth_error\": {\"type\": \"number\"}")));
      data().prepare(next);
      data().backfill(next, OnContradiction.REFUSE);
      return next;
    }

    @Test
    void neither_stops_nor_allows_commits() {
      Hold lost = lost();
      refused(() -> data().admit(layout, false, lost));
      committed(Batch.of(layout, Quakes.row("a", null, 5.0, null)));

      data().admit(layout, false);
      refused(() -> data().admit(layout, true, lost));
      assertThat(data().commit(Batch.of(layout))).isEqualTo(new CommitResult.Refused());
    }

    @Test
    void drops_nothing() {
      committed(Batch.of(layout, Quakes.row("a", null, 5.0, null)));

      refused(() -> storage.archives().drop(ID, lost()));

      assertThat(rows(layout)).hasSize(1);
    }

    @Test
    void restores_nothing_over_what_is_there() {
      List<ArchiveEntry> dump = new ArrayList<>();
      storage.archives().dump(layout, dump::add);
      committed(Batch.of(layout, Quakes.row("a", null, 5.0, null)));

      refused(() -> storage.archives().restore(layout, dump.iterator(), lost()));

      assertThat(rows(layout)).hasSize(1);
    }

    @Test
    void is_not_lost_where_nobody_else_can_be() {
      data().admit(layout, false, Leases.alone(TIME).take(storage.leases(), ID, "x").orElseThrow());

      assertThat(data().commit(Batch.of(layout))).isEqualTo(new CommitResult.Refused());
    }
  }

  @Test
  void what_is_kept_of_connectors_is_found_all_at_once() {
    ConnectorRun run = new ConnectorRun(RunState.FAILED, Optional.of("why"), clock.instant());
    storage.connectors().put(ID, "source/feed", run, "one");

    assertThat(storage.connectors().runs(ID)).containsExactly(Map.entry("source/feed", run));
    assertThat(storage.connectors().runs(DatasetId.of("nothing"))).isEmpty();
  }
}
