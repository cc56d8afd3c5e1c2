package io.obsrv.storage.located;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.LocationException;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.Relocation;
import io.obsrv.event.Layout;
import io.obsrv.storage.Storage;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds the storage of a dataset: by the layout where there is one, or else by the registry. What
 * is stored there is held against the name of the location when a dataset is touched first. Owns
 * which namespaces were seen to be right; for many threads.
 */
final class Places {
  private final Registry registry;
  private final SortedMap<Location, Storage> storages;
  private final Set<Place> seen = ConcurrentHashMap.newKeySet();

  /** A dataset at a location. */
  private record Place(DatasetId id, Location location) {}

  Places(Registry registry, SortedMap<Location, Storage> storages) {
    this.registry = registry;
    this.storages = storages;
  }

  SortedMap<Location, Storage> all() {
    return storages;
  }

  Optional<Dataset> dataset(DatasetId id) {
    return registry.find(id);
  }

  /** Where a version says that its rows are. */
  Storage of(Layout layout) {
    return at(layout.id(), layout.location());
  }

  /** Where the rows of a dataset are now. */
  Storage of(DatasetId id) {
    return at(id, locationOf(id));
  }

  /** The same, for a change that would be lost while rows are copied. */
  Storage toChange(DatasetId id) {
    Optional<Dataset> dataset = dataset(id);
    dataset
        .filter(present -> present.relocation(Relocation.Phase.ENTERING).isPresent())
        .ifPresent(
            present -> {
              throw LocationException.moving(present);
            });
    return at(id, dataset.map(Dataset::location).orElse(Location.HOME));
  }

  /**
   * Reads where a version says that its rows are, and once more elsewhere if they were moved
   * meanwhile: what was read then may have been half of it, or nothing.
   */
  <T> T read(Layout layout, Function<Storage, T> reading) {
    Location location = layout.location();
    while (true) {
      T answer;
      try {
        answer = reading.apply(at(layout.id(), location));
      } catch (RuntimeException e) {
        Location now = locationOf(layout.id());
        if (now.equals(location)) {
          throw e;
        }
        location = now;
        continue;
      }
      Location now = storages.size() == 1 ? location : locationOf(layout.id());
      if (now.equals(location)) {
        return answer;
      }
      location = now;
    }
  }

  private Location locationOf(DatasetId id) {
    return dataset(id).map(Dataset::location).orElse(Location.HOME);
  }

  private Storage at(DatasetId id, Location location) {
    Storage storage = storages.get(location);
    if (storage == null) {
      throw LocationException.missing(id, location, storages.keySet());
    }
    Place place = new Place(id, location);
    if (!seen.contains(place)) {
      Optional<Location> found = storage.data().location(id);
      found
          .filter(other -> !other.equals(location))
          .ifPresent(
              other -> {
                throw LocationException.wrong(id, location, other);
              });
      found.ifPresent(same -> seen.add(place));
    }
    return storage;
  }

  /** What comes under the id next is another namespace. */
  void forget(DatasetId id) {
    storages.keySet().forEach(location -> seen.remove(new Place(id, location)));
  }
}
