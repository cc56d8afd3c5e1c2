package io.obsrv.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.schema.Row;
import io.obsrv.telemetry.AnsweredQuery;
import io.obsrv.telemetry.Telemetry;
import java.time.Duration;
import java.util.function.Function;

/** Asking datasets, live or retired. For many threads. */
public final class Queries {
  private final QueryEngine engine;
  private final Layouts layouts;
  private final Telemetry telemetry;
  private final QueryLimits limits;
  private final Turns turns;

  /**
   * For the front door.
   *
   * @param engine answers
   * @param layouts the layouts of versions
   * @param telemetry told of every answer
   * @param limits what one query may cost
   */
  public Queries(QueryEngine engine, Layouts layouts, Telemetry telemetry, QueryLimits limits) {
    this.engine = engine;
    this.layouts = layouts;
    this.telemetry = telemetry;
    this.limits = limits;
    this.turns = new Turns(limits);
  }

  /**
   * Answers a query.
   *
   * @param id the dataset, or an alias of it
   * @param query the query
   * @return the answer
   * @throws QueryRefusedException if the query does not fit the dataset
   */
  public Result run(String id, Query query) {
    requireNonNull(query, "query");
    return measured(id, layout -> engine.run(layout, named(query, id, layout), limits));
  }

  /**
   * Answers SQL: a single {@code SELECT} on the dataset's rows, under the name that is given here
   * or the dataset's id, and its aggregate tables. Names of columns that are not plain lower-case
   * words must be quoted.
   *
   * @param id the dataset, or an alias of it
   * @param sql the statement
   * @return the answer
   * @throws QueryRefusedException if it is anything else, or wrong, or takes too long
   */
  public Result sql(String id, String sql) {
    requireNonNull(sql, "sql");
    return measured(id, layout -> engine.sql(layout, id, sql, limits));
  }

  /** The rows are asked for by the name that was used for the dataset, which may be an alias. */
  private static Query named(Query query, String name, Layout layout) {
    return query.table().equals(name) && layout.rollup(name).isEmpty()
        ? query.of(layout.id().value())
        : query;
  }

  private Result measured(String name, Function<Layout, Result> question) {
    DatasetId id = DatasetId.of(requireNonNull(name, "id"));
    Layout layout =
        layouts
            .live(id)
            .orElseThrow(
                () ->
                    new QueryRefusedException(
                        id, "it was never published. Publish it first.", null));
    long start = System.nanoTime();
    Result result = turns.take(layout.id(), () -> question.apply(layout));
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    telemetry.queried(layout.id(), new AnsweredQuery(result.rows().size(), bytes(result), time));
    return result;
  }

  private static long bytes(Result result) {
    long bytes = 0;
    for (Row row : result.rows()) {
      for (int i = 0; i < row.size(); i++) {
        Object value = row.value(i);
        bytes += value == null ? 0 : value.toString().getBytes(UTF_8).length;
      }
    }
    return bytes;
  }
}
