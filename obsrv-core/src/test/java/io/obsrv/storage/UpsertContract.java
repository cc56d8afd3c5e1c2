package io.obsrv.storage;

import static io.obsrv.error.RejectionCode.WRONG_TYPE;
import static io.obsrv.event.ConnectorAction.PAUSED;
import static io.obsrv.event.ConnectorAction.RESET;
import static io.obsrv.event.ConnectorAction.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Kind;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.Counters;
import io.obsrv.event.Delivery;
import io.obsrv.event.Effect;
import io.obsrv.event.Layout;
import io.obsrv.event.Lookup;
import io.obsrv.event.RowsState;
import io.obsrv.event.RunState;
import io.obsrv.event.StoredChange;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Datasets with one row per key, and what their destinations are told. */
public abstract class UpsertContract extends StorageContract {
  private static final DatasetId ID = DatasetId.of("quakes");
  private static final Row A = Quakes.row("a", "Fiji", 5.0, "2026-02-01T10:00:00Z");
  private static final Row NEWER = Quakes.row("a", "Samoa", 4.0, "2026-02-01T11:00:00Z");
  private static final Row OLDER = Quakes.row("a", "Tonga", 9.0, "2026-02-01T09:00:00Z");
  private static final Row B = Quakes.row("b", "Fiji", 6.0, "2026-02-01T11:00:00Z");

  private static Layout layout() {
    return Quakes.layout(1, Quakes.named("quakes").kind(Kind.MASTER));
  }

  private ConnectorStore connectors() {
    return storage.connectors();
  }

  private static String key(String id) {
    return KeyText.of(List.of(id));
  }

  @Nested
  class A_record_of_a_known_key {
    @Test
    void takes_the_place_of_the_row_if_it_is_newer() {
      Layout layout = live(layout());
      committed(Batch.of(layout, A, B));
      clock.advance(Duration.ofDays(400));

      CommitResult.Committed result = committed(Batch.of(layout, NEWER));

      assertThat(result.duplicates()).isEmpty();
      assertThat(rows(layout)).containsExactly(B, NEWER);
      assertThat(stored(layout)).extracting(StoredRow::sequence).containsExactly(2L, 3L);
      assertTablesEqualRows(layout);
    }

    @Test
    void changes_nothing_if_it_is_older_or_just_the_same() {
      Layout layout = live(layout());
      committed(Batch.of(layout, A));

      CommitResult.Committed result = committed(Batch.of(layout, OLDER, A));

      assertThat(result.duplicates()).containsExactlyInAnyOrder(0, 1);
      assertThat(rows(layout)).containsExactly(A);
      Counters counters = data().counters(ID);
      assertThat(counters.received()).isEqualTo(3);
      assertThat(counters.accepted()).isEqualTo(1);
      assertThat(counters.duplicates()).isEqualTo(2);
      assertThat(counters.rows()).isEqualTo(1);
      assertTablesEqualRows(layout);
    }

    @Test
    void of_the_same_time_but_other_content_takes_the_place_of_the_row() {
      Layout layout = live(layout());
      Row other = Quakes.row("a", "Nauru", 5.0, "2026-02-01T10:00:00Z");
      committed(Batch.of(layout, A));

      committed(Batch.of(layout, other));

      assertThat(rows(layout)).containsExactly(other);
    }

    @Test
    void without_a_time_takes_the_place_of_the_row() {
      Layout layout = live(layout());
      Row timeless = Quakes.row("a", "Nauru", 1.0, null);
      committed(Batch.of(layout, A));

      committed(Batch.of(layout, timeless));

      assertThat(rows(layout)).containsExactly(timeless);
    }

    @Test
    void without_a_time_lets_no_older_one_back() {
      Layout layout = live(layout());
      Row timeless = Quakes.row("a", "Nauru", 1.0, null);
      committed(Batch.of(layout, A));
      committed(Batch.of(layout, timeless));
      reopenStorage();

      assertThat(committed(Batch.of(layout, timeless, OLDER)).duplicates())
          .containsExactlyInAnyOrder(0, 1);

      assertThat(rows(layout)).containsExactly(timeless);
      committed(Batch.of(layout, NEWER));
      assertThat(rows(layout)).containsExactly(NEWER);
      assertTablesEqualRows(layout);
    }

    @Test
    void without_a_time_lets_no_older_one_of_its_batch_back() {
      Layout layout = live(layout());
      Row timeless = Quakes.row("a", "Nauru", 1.0, null);

      assertThat(committed(Batch.of(layout, A, timeless, OLDER)).duplicates()).containsExactly(2);
      assertThat(committed(Batch.of(layout, OLDER)).duplicates()).containsExactly(0);

      assertThat(rows(layout)).containsExactly(timeless);
    }

    @Test
    void in_one_batch_leaves_the_newest() {
      Layout layout = live(layout());

      CommitResult.Committed result = committed(Batch.of(layout, A, NEWER, OLDER, B));

      assertThat(result.duplicates()).containsExactly(2);
      assertThat(rows(layout)).containsExactly(NEWER, B);
      assertThat(data().counters(ID).accepted()).isEqualTo(3);
      assertThat(data().counters(ID).rows()).isEqualTo(2);
      assertTablesEqualRows(layout);
    }

    @Test
    void may_keep_the_unique_value_of_the_row_it_replaces() {
      Layout layout = live(layout());
      committed(Batch.under(layout).claiming(A, "place", "x").commit());

      committed(Batch.under(layout).claiming(NEWER, "place", "x").commit());

      assertThat(rows(layout)).containsExactly(NEWER);
      assertThat(data().commit(Batch.under(layout).claiming(B, "place", "x").commit()))
          .isInstanceOf(CommitResult.Conflicting.class);
    }

    @Test
    void gives_its_unique_value_back_when_it_changes() {
      Layout layout = live(layout());
      committed(Batch.under(layout).claiming(A, "place", "x").commit());
      committed(Batch.under(layout).claiming(NEWER, "place", "y").commit());

      committed(Batch.under(layout).claiming(B, "place", "x").commit());

      assertThat(rows(layout)).containsExactly(NEWER, B);
    }
  }

  @Nested
  class A_removal {
    @Test
    void takes_the_row_away() {
      Layout layout = live(layout());
      committed(Batch.of(layout, A, B));

      committed(Batch.under(layout).removal(NEWER).commit());

      assertThat(rows(layout)).containsExactly(B);
      assertThat(data().counters(ID).accepted()).isEqualTo(3);
      assertThat(data().counters(ID).rows()).isEqualTo(1);
      assertTablesEqualRows(layout);
    }

    @Test
    void that_is_older_than_the_row_changes_nothing() {
      Layout layout = live(layout());
      committed(Batch.of(layout, A));

      assertThat(committed(Batch.under(layout).removal(OLDER).commit()).duplicates())
          .containsExactly(0);

      assertThat(rows(layout)).containsExactly(A);
    }

    @Test
    void keeps_an_older_record_from_coming_back() {
      Layout layout = live(layout());
      committed(Batch.under(layout).removal(NEWER).commit());

      assertThat(committed(Batch.of(layout, A)).duplicates()).containsExactly(0);
      assertThat(committed(Batch.under(layout).removal(NEWER).commit()).duplicates())
          .containsExactly(0);

      assertThat(rows(layout)).isEmpty();
      Row again = Quakes.row("a", "Fiji", 1.0, "2026-02-01T12:00:00Z");
      committed(Batch.of(layout, again));
      assertThat(rows(layout)).containsExactly(again);
      assertTablesEqualRows(layout);
    }

    @Test
    void without_a_time_keeps_an_older_record_from_coming_back() {
      Layout layout = live(layout());
      Row timeless = Quakes.row("a", null, null, null);
      committed(Batch.of(layout, A));
      committed(Batch.under(layout).removal(timeless).commit());

      assertThat(committed(Batch.of(layout, OLDER)).duplicates()).containsExactly(0);
      assertThat(committed(Batch.under(layout).removal(timeless).commit()).duplicates())
          .containsExactly(0);

      assertThat(rows(layout)).isEmpty();
      assertTablesEqualRows(layout);
    }

    @Test
    void of_the_last_row_of_a_group_removes_the_group() {
      Layout layout = live(layout());
      committed(Batch.of(layout, A));

      committed(Batch.under(layout).removal(NEWER).commit());

      assertTablesEqualRows(layout);
      assertThat(run(layout, Query.from("by_place")).rows()).isEmpty();
    }
  }

  @Nested
  class A_lookup {
    @Test
    void finds_present_rows_by_key() {
      Layout layout = live(layout());
      committed(Batch.of(layout, A, B));
      committed(Batch.of(layout, NEWER));
      committed(Batch.under(layout).removal(Quakes.row("b", null, null, null)).commit());

      assertThat(data().lookup(layout, Set.of(key("a"), key("b"), key("c"))).rows())
          .containsOnlyKeys(key("a"))
          .containsValue(NEWER);
    }

    @Test
    void is_of_a_state_that_changes_with_the_rows_and_with_nothing_else() {
      Layout layout = live(layout());
      RowsState empty = data().state(layout);
      committed(Batch.of(layout, A, B));
      RowsState two = data().state(layout);
      committed(Batch.of(layout, A));
      assertThat(data().state(layout)).isEqualTo(two);
      committed(Batch.of(layout, NEWER));
      RowsState replaced = data().state(layout);
      committed(Batch.under(layout).removal(Quakes.row("b", null, null, null)).commit());

      RowsState removed = data().state(layout);

      assertThat(Set.of(empty, two, replaced, removed)).hasSize(4);
      assertThat(data().lookup(layout, Set.of(key("a"))).state()).isEqualTo(removed);
    }

    @Test
    void finds_nothing_in_a_dataset_that_nobody_published() {
      assertThat(data().lookup(layout(), Set.of(key("a"))))
          .isEqualTo(new Lookup(RowsState.NONE, Map.of()));
      assertThat(data().state(layout())).isEqualTo(RowsState.NONE);
    }
  }

  @Nested
  class Changes {
    @Test
    void are_told_in_their_order_without_those_that_were_overtaken() {
      Layout layout = live(layout());
      committed(Batch.of(layout, A, B));
      committed(Batch.of(layout, NEWER));
      committed(Batch.under(layout).removal(Quakes.row("b", null, null, null)).commit());

      List<StoredChange> changes = connectors().changes(layout, 0, 10);

      assertThat(changes)
          .extracting(StoredChange::sequence, StoredChange::effect)
          .containsExactly(tuple(3L, Effect.PUT), tuple(4L, Effect.REMOVE));
      assertThat(changes.get(0).value())
          .startsWith("{\"id\":\"a\",\"place\":\"Samoa\",\"mag\":4.0,")
          .contains("\"at\":\"2026-02-01T11:00:00Z\"");
      assertThat(changes.get(1).value()).isEqualTo("{\"id\":\"b\"}");
      assertThat(connectors().changes(layout, 3, 10))
          .extracting(StoredChange::sequence)
          .containsExactly(4L);
      assertThat(connectors().changes(layout, 0, 1))
          .extracting(StoredChange::sequence)
          .containsExactly(3L);
      assertThat(connectors().changes(layout, 4, 10)).isEmpty();
    }

    @Test
    void of_a_dataset_that_only_adds_rows_are_its_rows() {
      Layout layout = live(Quakes.layout("quakes"));
      committed(Batch.under(layout).row(A).rejected(WRONG_TYPE, "{}").row(A).row(B).commit());

      assertThat(connectors().changes(layout, 0, 10))
          .extracting(StoredChange::sequence, StoredChange::effect)
          .containsExactly(tuple(1L, Effect.PUT), tuple(2L, Effect.PUT));
    }

    @Test
    void are_told_by_the_live_version_and_not_by_one_before_it() {
      assertToldByTheLiveVersion(Kind.EVENT);
    }

    @Test
    void of_a_row_per_key_are_told_by_the_live_version_and_not_by_one_before_it() {
      assertToldByTheLiveVersion(Kind.MASTER);
    }

    private void assertToldByTheLiveVersion(Kind kind) {
      Layout first = live(Quakes.layout(1, Quakes.named("quakes").kind(kind)));
      committed(Batch.of(first, A));
      Layout second = live(Quakes.layout(2, Quakes.named("quakes").kind(kind).owner("shop")));
      committed(Batch.of(second, B));

      assertThat(connectors().changes(first, 0, 10)).isEmpty();
      assertThat(connectors().changes(second, 0, 10))
          .extracting(StoredChange::sequence)
          .containsExactly(1L, 2L);
    }

    @Test
    void that_are_large_are_told_a_few_at_a_time_whatever_the_kind() {
      assertToldAFewAtATime(live(layout()));
    }

    @Test
    void of_rows_that_are_only_added_are_told_a_few_at_a_time_if_they_are_large() {
      assertToldAFewAtATime(live(Quakes.layout("quakes")));
    }

    private void assertToldAFewAtATime(Layout layout) {
      for (int i = 0; i < 40; i++) {
        String large = "x".repeat(500_000);
        committed(Batch.of(layout, Quakes.row("id" + i, large, 5.0, "2026-02-01T10:00:00Z")));
      }

      List<StoredChange> first = connectors().changes(layout, 0, 100);
      List<StoredChange> second = connectors().changes(layout, 17, 100);

      assertThat(first).extracting(StoredChange::sequence).hasSize(17).startsWith(1L).endsWith(17L);
      assertThat(second).extracting(StoredChange::sequence).hasSize(17).startsWith(18L);
      assertThat(connectors().changes(layout, 34, 100)).hasSize(6);
    }

    @Test
    void are_delivered_by_whoever_saw_the_present_position() {
      live(layout());
      Delivery first = new Delivery(5, 1);

      assertThat(connectors().delivery(ID, "lake")).isEqualTo(Delivery.NONE);
      assertThat(connectors().deliver(ID, "lake", Delivery.NONE, first, Optional.empty())).isTrue();
      assertThat(
              connectors().deliver(ID, "lake", Delivery.NONE, new Delivery(9, 0), Optional.empty()))
          .isFalse();

      reopenStorage();

      assertThat(connectors().delivery(ID, "lake")).isEqualTo(first);
      assertThat(connectors().delivery(ID, "other")).isEqualTo(Delivery.NONE);
    }
  }

  @Nested
  class What_a_connector_does {
    @Test
    void is_kept() {
      live(layout());
      ConnectorRun run = new ConnectorRun(RunState.FAILED, Optional.of("no line"), clock.instant());

      assertThat(connectors().put(ID, "source/feed", run, "one")).isTrue();
      reopenStorage();

      assertThat(connectors().run(ID, "source/feed")).contains(run);
      assertThat(connectors().run(ID, "destination/feed")).isEmpty();
    }

    @Test
    void can_be_reset_to_any_checkpoint() {
      Layout layout = live(layout());
      committed(Batch.under(layout).row(A).progress("feed", "0", null, "10").commit());

      connectors().reset(ID, "feed", "0", Optional.of(new Checkpoint("5")), entry("feed", RESET));
      assertThat(data().checkpoint(ID, "feed", "0")).contains(new Checkpoint("5"));

      connectors().reset(ID, "feed", "0", Optional.empty(), entry("feed", RESET));
      assertThat(data().checkpoint(ID, "feed", "0")).isEmpty();
      assertThat(connectors().trail(ID, "source/feed"))
          .containsExactly(entry("feed", RESET), entry("feed", RESET));
    }

    @Test
    void that_was_told_to_is_kept_with_a_trail_per_connector() {
      live(layout());
      ConnectorRun paused = new ConnectorRun(RunState.PAUSED, Optional.empty(), clock.instant());
      ConnectorRun failed = new ConnectorRun(RunState.FAILED, Optional.empty(), clock.instant());
      ConnectorRun stopped = new ConnectorRun(RunState.STOPPED, Optional.empty(), clock.instant());

      connectors().put(ID, paused, entry("feed", PAUSED));
      connectors().put(ID, paused, entry("other", PAUSED));
      connectors().put(ID, stopped, entry("feed", STOPPED));
      assertThat(connectors().put(ID, "source/feed", failed, "one")).isFalse();
      reopenStorage();

      assertThat(connectors().run(ID, "source/feed")).contains(stopped);
      assertThat(connectors().trail(ID, "source/feed"))
          .containsExactly(entry("feed", PAUSED), entry("feed", STOPPED));
      assertThat(connectors().trail(ID, "source/other")).containsExactly(entry("other", PAUSED));
      assertThat(connectors().trail(ID, "destination/feed")).isEmpty();
    }

    private ConnectorEntry entry(String source, ConnectorAction action) {
      return new ConnectorEntry("source/" + source, clock.instant(), "asha", action, "why");
    }

    @Test
    void of_a_dataset_that_nobody_published_is_unknown() {
      assertThat(connectors().run(ID, "source/feed")).isEmpty();
      assertThat(connectors().trail(ID, "source/feed")).isEmpty();
      assertThat(connectors().delivery(ID, "lake")).isEqualTo(Delivery.NONE);
      assertThat(connectors().changes(layout(), 0, 10)).isEmpty();
    }
  }

  @Test
  void many_threads_leave_one_row_per_key_and_exact_tables() throws Exception {
    Layout layout = live(layout());

    List<CommitResult.Committed> results =
        Threads.each(
            8,
            i ->
                committed(
                    Batch.of(
                        layout,
                        Quakes.row("a", "p" + i, (double) i, "2026-02-01T10:00:0" + i + "Z"),
                        Quakes.row("b", "p" + i, (double) i, "2026-02-01T10:00:0" + i + "Z"))));

    assertThat(rows(layout))
        .containsExactlyInAnyOrder(
            Quakes.row("a", "p7", 7.0, "2026-02-01T10:00:07Z"),
            Quakes.row("b", "p7", 7.0, "2026-02-01T10:00:07Z"));
    int duplicates = results.stream().mapToInt(r -> r.duplicates().size()).sum();
    assertThat(data().counters(ID).accepted()).isEqualTo(16 - duplicates);
    assertTablesEqualRows(layout);
  }

  @Test
  void rows_of_a_new_version_can_be_replaced_too() {
    Layout first = live(layout());
    committed(Batch.of(first, A, B));
    Layout second =
        live(
            Quakes.layout(
                2,
                Quakes.named("quakes")
                    .kind(Kind.MASTER)
                    .schema(Quakes.schema(", \"more\": {\"type\": \"string\"}"))
                    .table("again", t -> t.groupBy("place").count().max("mag"))));
    Row newer = new Row("a", "Samoa", 1.0, null, null, null, NEWER.value(6), null, null, "more");

    committed(Batch.of(second, newer));

    assertThat(rows(second)).hasSize(2).contains(newer);
    assertTablesEqualRows(second);
  }

  @Test
  void a_batch_of_thousands_of_records_replaces_their_rows_like_one_of_few() {
    Layout layout =
        live(
            Quakes.layout(
                1,
                Quakes.timeless("quakes")
                    .kind(Kind.MASTER)
                    .table("by_id", t -> t.groupBy("id").count().sum("mag"))));
    int many = 2_100;
    committed(claiming(layout, many, 1.0));

    committed(claiming(layout, many, 2.0));

    assertThat(data().counters(ID).rows()).isEqualTo(many);
    assertThat(data().lookup(layout, Set.of(key("k7"))).rows().values())
        .containsExactly(Quakes.row("k7", null, 2.0, null));
    assertThat(run(layout, Query.from("by_id").groupBy("sum_mag").count()).rows())
        .containsExactly(new Row(2.0, (long) many));
    assertThat(
            data()
                .commit(
                    Batch.under(layout)
                        .claiming(Quakes.row("other", null, null, null), "rule", "7")
                        .commit()))
        .isInstanceOf(CommitResult.Conflicting.class);
  }

  /** Rows each of which has a value of its own. */
  private static Commit claiming(Layout layout, int rows, double mag) {
    Batch batch = Batch.under(layout);
    for (int i = 0; i < rows; i++) {
      batch.claiming(Quakes.row("k" + i, null, mag, null), "rule", String.valueOf(i));
    }
    return batch.commit();
  }
}
