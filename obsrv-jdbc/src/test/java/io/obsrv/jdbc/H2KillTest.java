package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.Dataset;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Kills the process that writes, with SIGKILL, again and again, and holds what is stored against
 * what it said. More often with {@code -Dobsrv.kills}.
 */
class H2KillTest {
  private static final int KILLS = Integer.getInteger("obsrv.kills", 12);

  private final Path directory = TestDirectories.create();
  private final Random random = new Random(7);

  private long batch;
  private long revision;

  @Test
  void what_was_committed_outlives_the_process_and_what_was_not_leaves_no_trace() throws Exception {
    for (int i = 0; i < KILLS; i++) {
      try (ChildProcess child = ChildProcess.start(CommittingMain.class, directory.toString())) {
        int lines = 1 + random.nextInt(120);
        for (int line = 0; line < lines; line++) {
          note(child.line());
        }
        child.kill().forEach(this::note);
      }
      assertStored();
    }
    assertThat(batch).isGreaterThan(KILLS);
  }

  @Test
  void a_publication_that_was_broken_off_leaves_one_version_wholly_live_and_can_be_completed()
      throws Exception {
    int version = 1;
    for (int i = 0; i < KILLS; i++) {
      try (ChildProcess child =
          ChildProcess.start(
              PublishingMain.class, directory.toString(), Integer.toString(version))) {
        String last = "";
        int lines = 1 + random.nextInt(12);
        for (int line = 0; line < lines; line++) {
          last = child.line();
        }
        List<String> rest = child.kill();
        last = rest.isEmpty() ? last : rest.get(rest.size() - 1);
        version = Integer.parseInt(last.substring(last.indexOf(' ') + 1));
      }
      complete(version);
      version++;
    }
  }

  private void complete(int version) {
    Layout before = PublishingMain.layout(version - 1);
    Layout next = PublishingMain.layout(version);
    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      boolean isOldLive = isLive(storage, before);
      boolean isNewLive = isLive(storage, next);
      // Before the first publication nothing is live.
      assertThat(isOldLive && isNewLive).isFalse();
      assertThat(isOldLive || isNewLive)
          .as(
              "version %s: %s, %s",
              version,
              storage.data().commit(Batch.of(before)),
              storage.data().commit(Batch.of(next)))
          .isEqualTo(version > 1 || isNewLive);
      if (isOldLive || isNewLive) {
        Layout live = isNewLive ? next : before;
        assertTables(storage, live, rows(storage, live));
      }
      storage.data().prepare(next);
      storage.data().activate(next, OnContradiction.REFUSE);
      storage.data().settle(next);
      assertThat(isLive(storage, next)).isTrue();
      assertTables(storage, next, rows(storage, next));
    }
  }

  private static boolean isLive(JdbcStorage storage, Layout layout) {
    return storage.data().commit(Batch.of(layout)) instanceof CommitResult.Committed;
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "batch" -> batch = Long.parseLong(words[1]);
      case "revision" -> revision = Long.parseLong(words[1]);
      default -> assertThat(line).isEqualTo("ready");
    }
  }

  private void assertStored() {
    Layout layout = Quakes.layout(1, Quakes.named("quakes"));
    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      Counters counters = storage.data().counters(CommittingMain.ID);
      long stored = counters.quarantined();
      // One more may have been committed without a word.
      assertThat(stored).isBetween(batch, batch + 1);
      batch = stored;
      assertThat(counters.received()).isEqualTo(stored * (CommittingMain.ROWS + 1));
      assertThat(counters.accepted()).isEqualTo(stored * CommittingMain.ROWS);
      assertThat(storage.data().checkpoint(CommittingMain.ID, "feed", "0"))
          .isEqualTo(
              stored == 0 ? Optional.empty() : Optional.of(new Checkpoint(Long.toString(stored))));
      assertThat(
              storage
                  .quarantine()
                  .read(CommittingMain.ID, QuarantineFilter.ALL, 0, Integer.MAX_VALUE))
          .hasSize((int) stored);
      assertRows(storage, layout, stored);
      long found = storage.registry().find(CommittingMain.ID).map(Dataset::revision).orElse(0L);
      assertThat(found).isBetween(revision, revision + 1);
      assertThat(storage.registry().audit(CommittingMain.ID)).hasSize((int) found);
      revision = found;
    }
  }

  private static void assertRows(JdbcStorage storage, Layout layout, long batches) {
    List<StoredRow> stored = new ArrayList<>();
    storage.data().scan(layout, stored::add);
    assertThat(stored)
        .extracting(StoredRow::sequence)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, batches * CommittingMain.ROWS).boxed().toList());
    List<Row> rows = stored.stream().map(StoredRow::row).toList();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i))
          .isEqualTo(CommittingMain.row(i / CommittingMain.ROWS, i % CommittingMain.ROWS));
    }
    assertTables(storage, layout, rows);
  }

  private static List<Row> rows(JdbcStorage storage, Layout layout) {
    List<Row> rows = new ArrayList<>();
    storage.data().scan(layout, row -> rows.add(row.row()));
    return rows;
  }

  private static void assertTables(JdbcStorage storage, Layout layout, List<Row> rows) {
    for (Rollup rollup : layout.rollups()) {
      assertThat(
              storage
                  .queries()
                  .run(layout, Query.from(rollup.table().name()), QueryLimits.DEFAULT)
                  .rows())
          .containsExactlyInAnyOrderElementsOf(
              rollup.groups(rows).stream().map(Group::row).toList());
    }
  }
}
