package io.obsrv.archive;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.LocationException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the bundles of each location are, which rows do not leave in bundles either. Immutable. */
public final class BundlePlaces {
  private final SortedMap<Location, Bundles> byLocation;

  /**
   * Bundles of locations.
   *
   * @param byLocation the bundles of every location there is
   */
  public BundlePlaces(Map<Location, Bundles> byLocation) {
    this.byLocation = Collections.unmodifiableSortedMap(new TreeMap<>(byLocation));
  }

  /**
   * The bundles of a dataset's location.
   *
   * @param dataset the dataset
   * @return where its bundles are now
   * @throws LocationException if the library was opened without the location
   */
  public Bundles of(Dataset dataset) {
    return at(dataset, dataset.location());
  }

  /**
   * The bundles of a dataset at a location.
   *
   * @param dataset the dataset
   * @param location where its rows are, or were
   * @return where its bundles are, or were
   * @throws LocationException if the library was opened without the location
   */
  public Bundles at(Dataset dataset, Location location) {
    Bundles bundles = byLocation.get(location);
    if (bundles == null) {
      throw LocationException.missing(dataset.id(), location, byLocation.keySet());
    }
    return bundles;
  }

  /**
   * The bundles of every location.
   *
   * @return where they are
   */
  public SortedMap<Location, Bundles> all() {
    return byLocation;
  }
}
