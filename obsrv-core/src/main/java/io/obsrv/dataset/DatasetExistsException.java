package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/** The name is taken. */
public final class DatasetExistsException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /**
   * For a dataset that was to be created.
   *
   * @param id the id that is taken
   */
  public DatasetExistsException(DatasetId id) {
    this(
        "Cannot create dataset '%s': the id is taken. Choose another, or edit(\"%s\", …)."
            .formatted(id, id));
  }

  private DatasetExistsException(String message) {
    super(ErrorCode.ALREADY_EXISTS, message, null);
  }

  /**
   * For a dataset that was to be created, whose id is an alias.
   *
   * @param id the id that is taken
   * @param target what it stands for
   * @return the exception, to be thrown
   */
  public static DatasetExistsException alias(DatasetId id, DatasetId target) {
    return new DatasetExistsException(
        "Cannot create dataset '%s': the id is an alias of '%s'. Choose another, or give the alias up with withoutAlias(\"%s\")."
            .formatted(id, target, id));
  }

  /**
   * For an alias that was to be made, whose name is the id of a dataset.
   *
   * @param alias the name that is taken
   * @return the exception, to be thrown
   */
  public static DatasetExistsException dataset(DatasetId alias) {
    return new DatasetExistsException(
        "Cannot make alias '%s': it is the id of a dataset. Choose another name.".formatted(alias));
  }
}
