package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.error.ObsrvException;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What must be left of a dataset that is dropped: nothing. */
public abstract class DropContract extends StorageContract {
  @Test
  void a_dropped_dataset_leaves_nothing_and_can_be_made_anew() {
    Layout layout = live(Quakes.layout("quakes"));
    committed(Batch.of(layout, Quakes.row("a", null, 5.0, null)));

    storage.archives().drop(layout.id());

    assertThat(data().counters(layout.id())).isEqualTo(Counters.ZERO);
    assertThat(stored(layout)).isEmpty();
    assertThat(data().commit(Batch.of(layout, Quakes.row("a", null, null, null))))
        .isInstanceOf(CommitResult.Refused.class);
    live(layout);
    assertThat(stored(layout)).isEmpty();
    assertThat(committed(Batch.of(layout, Quakes.row("a", null, 6.0, null))).duplicates())
        .isEmpty();
    assertTablesEqualRows(layout);
    reopenStorage();
    assertThat(rows(layout)).hasSize(1);
  }

  @Test
  void dropping_can_be_repeated_and_does_nothing_where_nothing_is() {
    Layout layout = Quakes.layout("quakes");

    storage.archives().drop(layout.id());
    live(layout);
    storage.archives().drop(layout.id());
    storage.archives().drop(layout.id());
    reopenStorage();
    storage.archives().drop(layout.id());

    assertThat(data().counters(layout.id())).isEqualTo(Counters.ZERO);
  }

  @Test
  void datasets_whose_names_begin_alike_are_not_touched() {
    Layout layout = live(Quakes.layout("quakes"));
    Layout other = live(Quakes.layout("quakes-2"));
    committed(Batch.of(other, Quakes.row("a", null, null, null)));

    storage.archives().drop(layout.id());
    reopenStorage();

    assertThat(rows(other)).hasSize(1);
    committed(Batch.of(other, Quakes.row("b", null, null, null)));
  }

  @Test
  void work_under_way_ends_or_is_refused_and_other_datasets_do_not_notice() throws Exception {
    Layout layout = live(Quakes.layout("quakes"));
    Layout other = live(Quakes.layout("others"));
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch alsoWritten = new CountDownLatch(1);
    CountDownLatch dropped = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Long> writer = threads.submit(() -> writeUntilRefused(layout, written));
      Future<Long> neighbour = threads.submit(() -> writeUntil(dropped, other, alsoWritten));
      assertThat(written.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(alsoWritten.await(1, TimeUnit.MINUTES)).isTrue();

      storage.archives().drop(layout.id());
      dropped.countDown();

      assertThat(writer.get(1, TimeUnit.MINUTES)).isPositive();
      assertThat(neighbour.get(1, TimeUnit.MINUTES))
          .isEqualTo(data().counters(other.id()).accepted());
      assertThat(data().counters(layout.id())).isEqualTo(Counters.ZERO);
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many were written before the dataset was gone. */
  private long writeUntilRefused(Layout layout, CountDownLatch begun) {
    long written = 0;
    try {
      while (data().commit(Batch.of(layout, Quakes.row("r" + written, null, 1.0, null)))
          instanceof CommitResult.Committed) {
        written++;
        begun.countDown();
      }
    } catch (ObsrvException e) {
      // A database may refuse in its own words.
      assertThat(e).hasMessageContaining("Nothing was stored");
    }
    return written;
  }

  private long writeUntil(CountDownLatch end, Layout layout, CountDownLatch begun) {
    long written = 0;
    while (written == 0 || end.getCount() > 0) {
      committed(Batch.of(layout, Quakes.row("r" + written, null, 1.0, null)));
      written++;
      begun.countDown();
    }
    return written;
  }
}
