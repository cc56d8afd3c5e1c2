package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.DataStore;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.Result;
import io.obsrv.schema.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** How the contracts get a storage, and what they do with it again and again. */
abstract class StorageContract {
  final TestClock clock = new TestClock();
  Storage storage;

  /**
   * Opens a storage that is new and empty. Called by JUnit and by jqwik, so it cannot rely on
   * {@code @TempDir}; the contract closes it.
   */
  protected abstract Storage open(Clock clock);

  /**
   * What is left of a storage after it was closed and opened again. A storage that keeps nothing
   * answers the same one, still open.
   */
  protected Storage reopen(Storage present, Clock time) {
    return present;
  }

  @BeforeEach
  void openStorage() {
    storage = open(clock);
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  final void reopenStorage() {
    storage = reopen(storage, clock);
  }

  final DataStore data() {
    return storage.data();
  }

  final Layout live(Layout layout) {
    data().prepare(layout);
    data().activate(layout, OnContradiction.REFUSE);
    data().settle(layout);
    return layout;
  }

  final CommitResult.Committed committed(Commit commit) {
    CommitResult result = data().commit(commit);
    assertThat(result).isInstanceOf(CommitResult.Committed.class);
    return (CommitResult.Committed) result;
  }

  final List<QuarantinedEvent> quarantined(DatasetId id, long after, int limit) {
    return storage.quarantine().read(id, QuarantineFilter.ALL, after, limit);
  }

  final List<StoredRow> stored(Layout layout) {
    List<StoredRow> rows = new ArrayList<>();
    data().scan(layout, rows::add);
    return rows;
  }

  final List<Row> rows(Layout layout) {
    return stored(layout).stream().map(StoredRow::row).toList();
  }

  final Result run(Layout layout, Query query) {
    return storage.queries().run(layout, query, QueryLimits.DEFAULT);
  }

  /** Holds every aggregate table against a recomputation from the rows. */
  final void assertTablesEqualRows(Layout layout) {
    List<Row> rows = rows(layout);
    layout
        .rollups()
        .forEach(
            rollup ->
                assertThat(Values.exact(run(layout, Query.from(rollup.table().name())).rows()))
                    .as("table '%s'", rollup.table().name())
                    .containsExactlyInAnyOrderElementsOf(
                        Values.exact(rollup.groups(rows).stream().map(g -> g.row()).toList())));
  }
}
