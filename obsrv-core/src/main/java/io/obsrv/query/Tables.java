package io.obsrv.query;

import static java.util.Objects.requireNonNull;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.table.AggregateTable;
import java.util.List;
import java.util.Optional;

/** The aggregate tables of datasets. For many threads. */
public final class Tables {
  private final Layouts layouts;
  private final Queries queries;

  /**
   * For the front door.
   *
   * @param layouts the layouts of versions
   * @param queries reads the tables
   */
  public Tables(Layouts layouts, Queries queries) {
    this.layouts = layouts;
    this.queries = queries;
  }

  /**
   * The aggregate tables of a dataset's live version.
   *
   * @param id the dataset, or an alias of it
   * @return what was declared; empty if it was never published
   */
  public List<AggregateTable> list(String id) {
    return layouts.live(named(id)).map(Layout::definition).map(d -> d.tables()).orElse(List.of());
  }

  /**
   * The rows of an aggregate table, sorted by its dimensions.
   *
   * @param id the dataset, or an alias of it
   * @param table the table
   * @return its rows, up to the library's limit
   * @throws QueryRefusedException if there is no such table
   */
  public Result rows(String id, String table) {
    Query query = Query.from(requireNonNull(table, "table"));
    Optional<Layout> live = layouts.live(named(id));
    var rollup = live.flatMap(layout -> layout.rollup(table));
    if (rollup.isPresent()) {
      for (var column : rollup.get().columns().subList(0, rollup.get().dimensionCount())) {
        query = query.orderBy(column.name());
      }
    }
    return queries.run(live.map(layout -> layout.id().value()).orElse(id), query);
  }

  private static DatasetId named(String id) {
    return DatasetId.of(requireNonNull(id, "id"));
  }
}
