package io.obsrv.query;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import org.jspecify.annotations.Nullable;

/** A query that is not allowed, not understood, or too expensive. Nothing was read or changed. */
public final class QueryRefusedException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /**
   * For a query that is not answered.
   *
   * @param id the dataset that was asked
   * @param reason what was found, what was expected, what to do
   * @param cause the failure below, or null
   */
  public QueryRefusedException(DatasetId id, String reason, @Nullable Throwable cause) {
    super(ErrorCode.QUERY_REFUSED, "Cannot query dataset '%s': %s".formatted(id, reason), cause);
  }
}
