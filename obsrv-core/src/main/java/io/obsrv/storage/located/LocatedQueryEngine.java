package io.obsrv.storage.located;

import io.obsrv.event.Layout;
import io.obsrv.query.Query;
import io.obsrv.query.QueryEngine;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.Result;

/** Asks where the rows are. Has no state of its own. */
final class LocatedQueryEngine implements QueryEngine {
  private final Places places;

  LocatedQueryEngine(Places places) {
    this.places = places;
  }

  @Override
  public Result run(Layout layout, Query query, QueryLimits limits) {
    return places.read(layout, storage -> storage.queries().run(layout, query, limits));
  }

  @Override
  public Result sql(Layout layout, String name, String sql, QueryLimits limits) {
    return places.read(layout, storage -> storage.queries().sql(layout, name, sql, limits));
  }
}
