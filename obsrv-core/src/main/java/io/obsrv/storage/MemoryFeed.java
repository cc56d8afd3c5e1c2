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
 * What the destinations of a dataset are told: the rows there are, and what is left of those that
 * were removed. Used under the lock of its dataset.
 *
 * @param parts what is stored
 * @param layout the live version; there is nothing to be told by another one
 */
record MemoryFeed(MemoryParts parts, Layout layout) {

  List<StoredChange> changes(long after, int limit) {
    return parts.control().isLive(layout) ? read(after, limit) : List.of();
  }

  private List<StoredChange> read(long after, int limit) {
    Schema schema = layout.definition().schema();
    List<String> columns = schema.columns().stream().map(Column::name).toList();
    Stream<StoredChange> puts =
        parts.rows().behind(layout, after).stream()
            .map(
                row ->
                    new StoredChange(
                        row.sequence(),
                        Effect.PUT,
                        row.receivedAt(),
                        RowJson.write(schema, row.row(), columns)));
    ChangePage page = new ChangePage(limit);
    Stream.concat(puts, parts.removals().behind(after))
        .sorted(Comparator.comparingLong(StoredChange::sequence))
        .takeWhile(change -> !page.isFull())
        .forEach(page::add);
    return page.changes();
  }
}
