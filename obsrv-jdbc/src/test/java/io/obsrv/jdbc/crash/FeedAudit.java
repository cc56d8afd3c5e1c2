package io.obsrv.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.storage.Storage;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Holds what is stored of a dataset against what a {@link Feed} pushed. Of one thread. */
final class FeedAudit {
  private final Feed feed;
  private final DatasetId id;
  private final Storage storage;
  private final Layout layout;
  private final List<StoredRow> rows = new ArrayList<>();

  private FeedAudit(Feed feed, Storage storage) {
    this.feed = feed;
    this.id = DatasetId.of(feed.id());
    this.storage = storage;
    this.layout = new Layouts(storage.registry()).live(id).orElseThrow();
    storage.data().scan(layout, rows::add);
  }

  /** Fails with what is lost, doubled, miscounted or half of one version. */
  static void check(Feed feed, Storage storage) {
    FeedAudit audit = new FeedAudit(feed, storage);
    audit.checkRows();
    audit.checkCounters();
    audit.checkTables();
  }

  private void checkRows() {
    assertThat(rows.stream().map(row -> row.row().value(0)).toList())
        .as("ids of rows of %s", feed)
        .containsExactlyInAnyOrderElementsOf(feed.ids());
    assertThat(rows.stream().map(StoredRow::sequence).toList())
        .as("sequences of rows of %s", feed)
        .isEqualTo(LongStream.rangeClosed(1, rows.size()).boxed().toList());
    if (layout.definition().schema().hasField(Feed.NOTE)) {
      int note = layout.definition().schema().indexOf(Feed.NOTE);
      assertThat(rows.stream().map(row -> row.row().value(note)).toList())
          .as("notes of rows of %s", feed)
          .containsOnly(Feed.NOTED);
    }
  }

  private void checkCounters() {
    Counters counters = storage.data().counters(id);
    assertThat(counters.received())
        .as("received by %s", feed)
        .isEqualTo(Feed.SEEDS + feed.batches() * Feed.RECEIVED_PER_BATCH);
    assertThat(counters.accepted()).as("accepted by %s", feed).isEqualTo(rows.size());
    assertThat(counters.rows()).as("rows of %s", feed).isEqualTo(rows.size());
    assertThat(counters.duplicates()).as("duplicates of %s", feed).isEqualTo(feed.batches());
    assertThat(counters.quarantined()).as("quarantined of %s", feed).isEqualTo(feed.batches());
    assertThat(storage.quarantine().read(id, QuarantineFilter.ALL, 0, Integer.MAX_VALUE))
        .as("quarantine of %s", feed)
        .hasSize((int) feed.batches());
  }

  private void checkTables() {
    List<Row> stored = rows.stream().map(StoredRow::row).toList();
    assertThat(layout.rollups()).as("aggregate tables of %s", feed).hasSize(2);
    for (Rollup rollup : layout.rollups()) {
      String name = rollup.table().name();
      assertThat(storage.queries().run(layout, Query.from(name), QueryLimits.DEFAULT).rows())
          .as("aggregate table %s of %s", name, feed)
          .containsExactlyInAnyOrderElementsOf(
              rollup.groups(stored).stream().map(Group::row).toList());
    }
  }
}
