package io.obsrv.event;

import io.obsrv.dataset.Location;
import java.util.List;

/**
 * What a store holds of a dataset, as it is found there.
 *
 * @param location the location that is written there
 * @param place where it is, for people: a file, or a schema of a database; without secrets
 * @param tables every table, in the order of their names
 */
public record Holding(Location location, String place, List<StoredTable> tables) {

  /** Copies the list. */
  public Holding {
    tables = List.copyOf(tables);
  }
}
