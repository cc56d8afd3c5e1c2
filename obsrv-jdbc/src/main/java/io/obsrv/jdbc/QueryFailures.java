package io.obsrv.jdbc;

import com.google.common.base.Throwables;
import io.obsrv.dataset.DatasetId;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.QueryRefusedException;
import java.sql.SQLException;

/** What a failure of the database means to whoever asked the query. */
final class QueryFailures {
  /** Databases count the milliseconds in 32 bits: 24 days. */
  private static final long MAX_SECONDS = Integer.MAX_VALUE / 1_000;

  private QueryFailures() {}

  static int seconds(QueryLimits limits) {
    return (int) Math.min(MAX_SECONDS, Math.max(1, limits.timeout().toSeconds()));
  }

  /**
   * A refusal where the query is to blame; other failures of the database are thrown as they are.
   */
  static QueryRefusedException of(DatasetId id, QueryLimits limits, SQLException e)
      throws SQLException {
    if (Failures.isCancelled(e)) {
      return new QueryRefusedException(
          id,
          "it took longer than %d s, which is the limit; ask for less, or raise the limit."
              .formatted(seconds(limits)),
          e);
    }
    if (Throwables.getRootCause(e) instanceof OutOfMemoryError) {
      return new QueryRefusedException(
          id, "it needs more memory than there is; ask for less, or in parts.", e);
    }
    if (Failures.isQuestionable(e) && !Failures.isDenied(e)) {
      return new QueryRefusedException(
          id, "the database answered '" + Failures.firstLine(e) + "'.", e);
    }
    throw e;
  }
}
