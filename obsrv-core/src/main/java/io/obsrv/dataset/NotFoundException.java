package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/** There is no such thing. */
public final class NotFoundException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  private NotFoundException(String message) {
    super(ErrorCode.NOT_FOUND, message, null);
  }

  /**
   * No dataset has this id.
   *
   * @param id the id
   * @return the exception, to be thrown
   */
  public static NotFoundException dataset(DatasetId id) {
    return new NotFoundException(
        "There is no dataset '%s'. Create it first, or list those there are with datasets().list()."
            .formatted(id));
  }

  /**
   * A dataset's rows are not in its tables.
   *
   * @param dataset the dataset, archived or purged
   * @return the exception, to be thrown
   */
  public static NotFoundException rows(Dataset dataset) {
    return dataset.status() == DatasetStatus.PURGED
        ? purged(dataset.id())
        : new NotFoundException(
            "Dataset '%s' is %s: its rows are in a bundle. Call restore(\"%s\") first."
                .formatted(dataset.id(), dataset.status(), dataset.id()));
  }

  /**
   * A dataset was purged, or is about to be.
   *
   * @param id the dataset
   * @return the exception, to be thrown
   */
  public static NotFoundException purged(DatasetId id) {
    return new NotFoundException(
        "Dataset '%s' is PURGED: nothing is left of it but its audit trail.".formatted(id));
  }

  /**
   * A dataset has no version of this number.
   *
   * @param id the dataset
   * @param number the version
   * @return the exception, to be thrown
   */
  public static NotFoundException version(DatasetId id, int number) {
    return new NotFoundException(
        "Dataset '%s' has no version %d. List those it has with datasets().versions(\"%s\")."
            .formatted(id, number, id));
  }

  /**
   * No alias has this name.
   *
   * @param alias the name
   * @return the exception, to be thrown
   */
  public static NotFoundException alias(DatasetId alias) {
    return new NotFoundException(
        "There is no alias '%s'. List those there are with datasets().aliases().".formatted(alias));
  }
}
