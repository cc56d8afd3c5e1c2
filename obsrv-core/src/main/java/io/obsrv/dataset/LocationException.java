package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import java.util.Collection;
import java.util.stream.Collectors;

/** The rows of a dataset are at a place that is not here, or is another one than it should be. */
public final class LocationException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  private LocationException(String message) {
    super(ErrorCode.LOCATION_FAILED, message, null);
  }

  /**
   * The library was opened without a location that a dataset names.
   *
   * @param id the dataset
   * @param location what it names
   * @param present the locations there are
   * @return the exception, to be thrown
   */
  public static LocationException missing(
      DatasetId id, Location location, Collection<Location> present) {
    return new LocationException(
        "The rows of dataset '%s' are at location '%s', which the library was opened without (locations: %s). Open it with location(\"%s\", …)."
            .formatted(id, location, names(present), location));
  }

  /**
   * What is stored under a dataset's id was made for another location: the storage belongs to
   * another name, or to another library.
   *
   * @param id the dataset
   * @param location where it was looked for
   * @param found the location that is written there
   * @return the exception, to be thrown
   */
  public static LocationException wrong(DatasetId id, Location location, Location found) {
    return new LocationException(
        "What is stored of dataset '%s' at location '%s' says that it is of location '%s'. Nothing was read or written; open the library with the storage that belongs to '%s'."
            .formatted(id, location, found, location));
  }

  /**
   * Nothing of a dataset can be changed, since its rows are on their way.
   *
   * @param dataset the dataset
   * @return the exception, to be thrown
   */
  public static LocationException moving(Dataset dataset) {
    return new LocationException(
        "Dataset '%s' is being moved to location '%s', and nothing of it can be changed meanwhile. Try again when publish(\"%s\") has ended."
            .formatted(
                dataset.id(),
                dataset.intent().flatMap(Intent::relocation).map(Relocation::place).orElseThrow(),
                dataset.id()));
  }

  /**
   * A dataset was not moved, since what was written is not what was read.
   *
   * @param id the dataset
   * @param to where it was to be moved
   * @param parts the parts that are not the same
   * @return the exception, to be thrown
   */
  public static LocationException unlike(DatasetId id, Location to, Collection<String> parts) {
    return new LocationException(
        "Dataset '%s' was not moved to location '%s': what was read back there is not what was written, in %s. It stays where it was; see to the storage of '%s', then publish it again."
            .formatted(id, to, String.join(", ", parts), to));
  }

  /**
   * A dataset was not moved, since it did not stay as it was.
   *
   * @param id the dataset
   * @param to where it was to be moved
   * @param attempts how often it was copied
   * @return the exception, to be thrown
   */
  public static LocationException restless(DatasetId id, Location to, int attempts) {
    return new LocationException(
        "Dataset '%s' was not moved to location '%s': it was copied %d times, and changed each time. It stays where it was; find out who writes to it, then publish it again."
            .formatted(id, to, attempts));
  }

  /**
   * The names of locations, for messages.
   *
   * @param locations the locations
   * @return the names in their order
   */
  public static String names(Collection<Location> locations) {
    return locations.stream().sorted().map(Location::name).collect(Collectors.joining(", "));
  }
}
