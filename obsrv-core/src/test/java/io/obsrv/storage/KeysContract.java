package io.obsrv.storage;

import static io.obsrv.error.RejectionCode.CONSTRAINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * How every {@link io.obsrv.event.DataStore} must find duplicates, also when many threads commit.
 */
public abstract class KeysContract extends StorageContract {
  private static final DatasetId ID = DatasetId.of("quakes");

  /** More than an array of H2 can hold. */
  private static final int VERY_MANY = 65_600;

  private static final Row A = Quakes.row("a", "Rotorua", 4.5, "2026-02-01T10:00:00Z");
  private static final Row B = Quakes.row("b", null, null, null);

  @Nested
  class A_key {
    @Test
    void makes_a_second_record_of_the_batch_a_duplicate() {
      Layout layout = live(Quakes.layout("quakes"));

      CommitResult.Committed result =
          committed(
              Batch.under(layout).rejected(CONSTRAINT, "{}").row(A).row(B).row(A).row(A).commit());

      assertThat(result.duplicates()).containsExactlyInAnyOrder(3, 4);
      assertThat(rows(layout)).containsExactly(A, B);
    }

    @Test
    void makes_a_record_of_a_later_batch_a_duplicate() {
      Layout layout = live(Quakes.layout("quakes"));
      Row changed = Quakes.row("a", "Elsewhere", 9.0, null);

      committed(Batch.of(layout, A));
      CommitResult.Committed result = committed(Batch.of(layout, changed, B));

      assertThat(result.duplicates()).containsExactly(0);
      assertThat(rows(layout)).containsExactly(A, B);
    }

    @Test
    void is_known_to_the_end_of_its_window_and_accepted_again_afterwards() {
      Layout layout =
          live(Quakes.layout(1, Quakes.plain("quakes").dedupWindow(Duration.ofHours(1))));
      committed(Batch.of(layout, A));

      clock.advance(Duration.ofHours(1));
      assertThat(committed(Batch.of(layout, A)).duplicates()).containsExactly(0);
      clock.advance(Duration.ofNanos(1_000));
      assertThat(committed(Batch.of(layout, A)).duplicates()).isEmpty();
      assertThat(rows(layout)).containsExactly(A, A);
    }

    @Test
    void begins_a_new_window_when_it_is_accepted_again_but_not_as_a_duplicate() {
      Layout layout =
          live(Quakes.layout(1, Quakes.plain("quakes").dedupWindow(Duration.ofHours(2))));
      committed(Batch.of(layout, A));
      clock.advance(Duration.ofHours(1));
      committed(Batch.of(layout, A));
      clock.advance(Duration.ofHours(1).plusSeconds(1));

      assertThat(committed(Batch.of(layout, A)).duplicates()).isEmpty();
      clock.advance(Duration.ofHours(2));
      assertThat(committed(Batch.of(layout, A)).duplicates()).containsExactly(0);
    }

    @Test
    void is_remembered_across_versions_for_the_window_of_the_version_that_asks() {
      Layout first =
          live(Quakes.layout(1, Quakes.plain("quakes").dedupWindow(Duration.ofHours(1))));
      committed(Batch.of(first, A));
      clock.advance(Duration.ofHours(2));

      Layout second =
          live(Quakes.layout(2, Quakes.plain("quakes").dedupWindow(Duration.ofHours(3))));

      assertThat(committed(Batch.of(second, A)).duplicates()).containsExactly(0);
    }

    @Test
    void of_very_many_in_one_batch_is_remembered_like_one_of_few() {
      Layout layout = live(Quakes.layout(1, Quakes.plain("quakes")));
      Row[] many =
          IntStream.range(0, VERY_MANY)
              .mapToObj(i -> Quakes.row("k" + i, null, null, null))
              .toArray(Row[]::new);

      assertThat(committed(Batch.of(layout, many)).duplicates()).isEmpty();
      assertThat(committed(Batch.of(layout, many)).duplicates()).hasSize(VERY_MANY);
    }

    @Test
    void is_not_needed() {
      Layout layout = live(Quakes.layout(1, Quakes.plain("quakes").key()));

      CommitResult.Committed result = committed(Batch.of(layout, A, A));
      committed(Batch.of(layout, A));

      assertThat(result.duplicates()).isEmpty();
      assertThat(rows(layout)).containsExactly(A, A, A);
    }
  }

  @Nested
  class Many_threads {
    @Test
    void store_every_key_once_and_count_and_roll_up_what_is_stored() throws Exception {
      Layout layout = live(Quakes.layout("quakes"));
      int threads = 8;
      int batches = 10;
      int keys = 25;

      List<Integer> duplicates =
          Threads.each(
              threads,
              thread -> {
                int known = 0;
                for (int batch = 0; batch < batches; batch++) {
                  List<Row> rows = new ArrayList<>();
                  for (int i = 0; i < keys; i++) {
                    // Half of the keys of a batch are shared with the next batch, all with other
                    // threads.
                    String key = "k" + (batch * keys / 2 + (i * 7 + thread) % keys);
                    rows.add(
                        Quakes.row(
                            key, "p" + i % 3, i / 4.0, (long) i, "1.5", "2026-02-01T10:00:00Z"));
                  }
                  known +=
                      committed(Batch.of(layout, rows.toArray(Row[]::new))).duplicates().size();
                }
                return known;
              });

      List<StoredRow> stored = stored(layout);
      Counters counters = data().counters(ID);
      assertThat(stored).extracting(row -> row.row().value(0)).doesNotHaveDuplicates();
      assertThat(stored)
          .extracting(StoredRow::sequence)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, stored.size()).boxed().toList());
      assertThat(counters.received()).isEqualTo((long) threads * batches * keys);
      assertThat(counters.accepted()).isEqualTo(stored.size());
      assertThat(counters.duplicates())
          .isEqualTo(duplicates.stream().mapToLong(Integer::longValue).sum())
          .isEqualTo(counters.received() - counters.accepted());
      assertTablesEqualRows(layout);
    }

    @Test
    void see_whole_batches_only() throws Exception {
      Layout layout = live(Quakes.layout("quakes"));

      List<Boolean> whole =
          Threads.each(
              4,
              thread -> {
                boolean good = true;
                for (int i = 0; i < 20; i++) {
                  String key = thread + "-" + i;
                  if (thread % 2 == 0) {
                    committed(
                        Batch.of(
                            layout,
                            Quakes.row(key + "-1", "p", 1.0, null),
                            Quakes.row(key + "-2", "p", 1.0, null)));
                  } else {
                    good &= stored(layout).size() % 2 == 0;
                  }
                }
                return good;
              });

      assertThat(whole).containsOnly(true);
      assertThat(rows(layout)).hasSize(80);
    }
  }
}
