package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.Receipt;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.storage.Storage;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty versions are published while four writers push all the time; they are kept out only while
 * what is stored is held against what they were told. The same on every storage.
 */
public abstract class PublishingUnderLoadContract {
  private static final int WRITERS = 4;
  private static final int FED = 300;
  private static final DatasetId ID = DatasetId.of(TwentyVersions.ID);

  @TempDir private Path directory;

  private final ReentrantReadWriteLock turns = new ReentrantReadWriteLock(true);
  private final List<SaleWriter> writers = new ArrayList<>();
  private final List<Future<Integer>> running = new ArrayList<>();

  /** A new and empty storage; closed by the contract. */
  protected abstract Storage storage();

  @Test
  @Timeout(600)
  void twenty_versions_are_published_while_four_writers_push() throws Exception {
    Storage storage = storage();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (Obsrv obsrv = Obsrv.open(storage)) {
      TwentyVersions versions = new TwentyVersions(feed());
      Fixtures.publish(obsrv, versions.first());
      start(obsrv, threads);
      int version = 1;
      check(storage, version);
      for (Consumer<Datasets> draft : versions.drafts()) {
        draft.accept(obsrv.datasets());
        Fixtures.review(obsrv, TwentyVersions.ID);
        version++;
        if (version == 19) {
          obsrv.ingestion().awaitCompletion(TwentyVersions.ID);
        }
        check(storage, version);
      }
      stop();
      assertThat(receipts().map(Receipt::version).collect(Collectors.toSet()))
          .as("versions that records were written under")
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, 20).boxed().collect(Collectors.toSet()));
    } finally {
      writers.forEach(SaleWriter::stop);
      threads.shutdownNow();
    }
  }

  private Path feed() throws IOException {
    return Files.write(
        directory.resolve("feed.jsonl"),
        IntStream.range(0, FED).mapToObj(n -> fed(n).json()).toList());
  }

  /** None that fails. */
  private static Sale fed(int n) {
    return new Sale(TwentyVersions.FEED, 2 * n + 1);
  }

  private void start(Obsrv obsrv, ExecutorService threads) {
    for (int i = 1; i <= WRITERS; i++) {
      writers.add(new SaleWriter(obsrv, "w" + i, turns.readLock()));
    }
    writers.forEach(writer -> running.add(threads.submit(writer)));
  }

  private void stop() throws Exception {
    writers.forEach(SaleWriter::stop);
    for (Future<Integer> writer : running) {
      assertThat(writer.get()).as("batches of a writer").isPositive();
    }
  }

  private Stream<Receipt> receipts() {
    return writers.stream().flatMap(writer -> writer.receipts().stream());
  }

  /** Lets everybody push under the version, then looks at what is stored. */
  private void check(Storage storage, int version) throws Exception {
    for (int i = 0; i < WRITERS; i++) {
      awaitPush(writers.get(i), running.get(i));
    }
    if (TwentyVersions.FED.get(0) == version) {
      return;
    }
    turns.writeLock().lock();
    try {
      Layout layout = new Layouts(storage.registry()).live(ID).orElseThrow();
      assertThat(layout.version()).as("the live version").isEqualTo(version);
      List<StoredRow> rows = new ArrayList<>();
      storage.data().scan(layout, rows::add);
      checkRows(layout, rows);
      checkCounters(storage, layout, rows);
      checkTables(storage, layout, rows);
    } finally {
      turns.writeLock().unlock();
    }
  }

  private static void awaitPush(SaleWriter writer, Future<Integer> running) throws Exception {
    writer.pushed().drainPermits();
    while (!writer.pushed().tryAcquire(2, 1, TimeUnit.SECONDS)) {
      if (running.isDone()) {
        running.get();
      }
    }
  }

  /** Every accepted record is one row, as the version made it that its receipt names. */
  private void checkRows(Layout layout, List<StoredRow> rows) {
    Map<String, Integer> pushed = new HashMap<>();
    List<String> fed = new ArrayList<>();
    for (StoredRow row : rows) {
      String id = String.valueOf(row.row().value(0));
      Sale sale = Sale.of(id);
      List<Object> expected = new ArrayList<>();
      List<Object> found = new ArrayList<>();
      for (int i = 0; i < layout.columns().size(); i++) {
        expected.add(sale.value(layout.columns().get(i).column(), row.version()));
        found.add(row.row().value(i));
      }
      assertThat(found)
          .as("%s of version %d under version %d", id, row.version(), layout.version())
          .isEqualTo(expected);
      if (row.source().equals(TwentyVersions.FEED)) {
        fed.add(id);
      } else {
        assertThat(pushed.put(id, row.version())).as("another row of %s", id).isNull();
      }
    }
    Map<String, Integer> told = new HashMap<>();
    writers.forEach(writer -> told.putAll(writer.accepted()));
    assertThat(pushed).as("rows that were pushed, and their versions").isEqualTo(told);
    checkFed(layout, fed);
  }

  /** What was read of the file is there once, up to wherever its reader was stopped. */
  private static void checkFed(Layout layout, List<String> fed) {
    assertThat(fed)
        .as("rows of the source under version %d", layout.version())
        .isEqualTo(IntStream.range(0, fed.size()).mapToObj(n -> fed(n).id()).toList());
    if (layout.version() >= TwentyVersions.FED.get(1)) {
      assertThat(fed).as("rows of the source").hasSize(FED);
    }
  }

  private void checkCounters(Storage storage, Layout layout, List<StoredRow> rows) {
    long fed = rows.stream().filter(row -> row.source().equals(TwentyVersions.FEED)).count();
    Counters counters = storage.data().counters(ID);
    assertThat(counters.received())
        .as("received under version %d", layout.version())
        .isEqualTo(receipts().mapToLong(Receipt::received).sum() + fed);
    assertThat(counters.accepted())
        .as("accepted under version %d", layout.version())
        .isEqualTo(rows.size())
        .isEqualTo(counters.rows());
    assertThat(counters.duplicates())
        .as("duplicates under version %d", layout.version())
        .isEqualTo(receipts().mapToLong(Receipt::duplicates).sum());
    assertThat(counters.quarantined())
        .as("quarantined under version %d", layout.version())
        .isEqualTo(receipts().mapToLong(Receipt::quarantined).sum())
        .isEqualTo(
            storage.quarantine().read(ID, QuarantineFilter.ALL, 0, Integer.MAX_VALUE).size());
  }

  private static void checkTables(Storage storage, Layout layout, List<StoredRow> rows) {
    List<Row> stored = rows.stream().map(StoredRow::row).toList();
    for (Rollup rollup : layout.rollups()) {
      String name = rollup.table().name();
      assertThat(storage.queries().run(layout, Query.from(name), QueryLimits.DEFAULT).rows())
          .as("aggregate table %s under version %d", name, layout.version())
          .containsExactlyInAnyOrderElementsOf(
              rollup.groups(stored).stream().map(Group::row).toList());
    }
  }
}
