package io.obsrv.event;

import io.obsrv.dataset.Location;
import java.util.List;
import java.util.Optional;

/**
 * What a store holds of a dataset, as it is found there.
 *
 * @param location the location that is written there
 * @param place where it is, for people: a file, or a schema of a database; without secrets; empty
 *     if nobody could look
 * @param tables every table, in the order of their names
 * @param failure why nobody could look; empty if somebody has
 */
public record Holding(
    Location location, String place, List<StoredTable> tables, Optional<String> failure) {

  /**
   * What was found.
   *
   * @param location the location that is written there
   * @param place where it is
   * @param tables every table
   */
  public Holding(Location location, String place, List<StoredTable> tables) {
    this(location, place, tables, Optional.empty());
  }

  /**
   * What a store did not let anybody see.
   *
   * @param location where it is to be looked for
   * @param failure why
   * @return what is known of it, which is nothing
   */
  public static Holding unseen(Location location, String failure) {
    return new Holding(location, "", List.of(), Optional.of(failure));
  }

  /** Copies the list. */
  public Holding {
    tables = List.copyOf(tables);
  }
}
