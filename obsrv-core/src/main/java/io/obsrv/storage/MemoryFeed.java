package io.obsrv.storage;

import io.obsrv.event.ChangePage;
import io.obsrv.event.Effect;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredChange;
import io.obsrv.schema.Column;
import io.obsrv.schema.RowJson;
import io.obsrv.schema.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the destinations of a dataset are told. Guarded by the lock of its dataset.
 *
 * @param rows the rows there are
 * @param removals what is left of those that were removed
 */
record MemoryFeed(MemoryRows rows, MemoryRemovals removals) {

  List<StoredChange> read(Layout layout, long after, int limit) {
    Schema schema = layout.definition().schema();
    List<String> columns = schema.columns().stream().map(Column::name).toList();
    Stream<StoredChange> puts =
        rows.behind(layout, after).stream()
            .map(
                row ->
                    new StoredChange(
                        row.sequence(),
                        Effect.PUT,
                        row.receivedAt(),
                        RowJson.write(schema, row.row(), columns)));
    ChangePage page = new ChangePage(limit);
    Stream.concat(puts, removals.behind(after))
        .sorted(Comparator.comparingLong(StoredChange::sequence))
        .takeWhile(change -> !page.isFull())
        .forEach(page::add);
    return page.changes();
  }
}
