package io.obsrv;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.obsrv.archive.BundlePlaces;
import io.obsrv.archive.Bundles;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.LocationException;
import io.obsrv.storage.Storage;
import io.obsrv.storage.located.LocatedStorage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The places a library is opened with. Not for several threads. */
final class Locations {
  private final Storage home;
  private final SortedMap<Location, Storage> others = new TreeMap<>();
  private final Map<Location, Bundles> bundles = new HashMap<>();

  Locations(Storage home) {
    this.home = requireNonNull(home, "storage");
  }

  void add(String name, Storage storage) {
    Location location = Location.of(requireNonNull(name, "name"));
    requireNonNull(storage, "storage");
    checkArgument(
        !names().contains(location),
        "location '%s' is there already (locations: %s), must have a name of its own",
        location,
        LocationException.names(names()));
    checkArgument(
        storage != home && !others.containsValue(storage),
        "the storage of location '%s' is that of another location, must be its own",
        location);
    others.put(location, storage);
  }

  void keepBundles(Location location, Bundles directory) {
    bundles.put(location, directory);
  }

  private Set<Location> names() {
    Set<Location> names = new HashSet<>(others.keySet());
    names.add(Location.HOME);
    return names;
  }

  Storage storage() {
    return new LocatedStorage(home, others);
  }

  BundlePlaces bundles() {
    Map<Location, Bundles> places = new HashMap<>();
    places.put(Location.HOME, bundles(Location.HOME, home));
    others.forEach((location, storage) -> places.put(location, bundles(location, storage)));
    return new BundlePlaces(places);
  }

  private Bundles bundles(Location location, Storage storage) {
    return Optional.ofNullable(bundles.get(location))
        .or(() -> storage.archiveDirectory().map(Bundles::in))
        .orElseGet(Bundles::none);
  }
}
