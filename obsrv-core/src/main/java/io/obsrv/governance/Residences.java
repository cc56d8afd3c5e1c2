package io.obsrv.governance;

import io.obsrv.archive.BundlePlaces;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.Registry;
import io.obsrv.event.DataStore;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks where everything is. Stateless. */
final class Residences {
  private final Registry registry;
  private final DataStore store;
  private final BundlePlaces bundles;

  Residences(Registry registry, DataStore store, BundlePlaces bundles) {
    this.registry = registry;
    this.store = store;
    this.bundles = bundles;
  }

  Residence of(Dataset dataset) {
    SortedMap<Location, List<Path>> files = new TreeMap<>();
    bundles
        .all()
        .forEach(
            (location, place) -> {
              List<Path> found = place.files(dataset.id());
              if (!found.isEmpty()) {
                files.put(location, found);
              }
            });
    return new Residence(
        dataset,
        store.locations().contains(dataset.location()),
        store.holdings(dataset.id()),
        files,
        registry.place(),
        registry.versions(dataset.id()).size(),
        registry.audit(dataset.id()).size());
  }
}
