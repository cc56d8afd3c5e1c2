package io.obsrv.event;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import org.jspecify.annotations.Nullable;

/** A batch cannot be part of the transaction it was given. Nothing of it is stored. */
public final class TransactionRefusedException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /**
   * For a batch of a dataset.
   *
   * @param id the dataset
   * @param why what is wrong with the transaction, and what to do
   * @param cause what was found; null if it was looked for
   */
  public TransactionRefusedException(DatasetId id, String why, @Nullable Throwable cause) {
    super(
        ErrorCode.TRANSACTION_REFUSED,
        "Cannot ingest into dataset '%s' within the given transaction: %s".formatted(id, why),
        cause);
  }
}
