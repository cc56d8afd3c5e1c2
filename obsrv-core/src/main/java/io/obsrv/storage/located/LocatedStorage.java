package io.obsrv.storage.located;

import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.QuarantineStore;
import io.obsrv.query.QueryEngine;
import io.obsrv.storage.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A storage made of several: the home, which has the registry and the datasets that name no
 * location, and one for each location. For many threads.
 */
public final class LocatedStorage implements Storage {
  private final Storage home;
  private final SortedMap<Location, Storage> storages = new TreeMap<>();
  private final DataStore data;
  private final QuarantineStore quarantine;
  private final ConnectorStore connectors;
  private final LeaseStore leases;
  private final ArchiveStore archives;
  private final QueryEngine queries;

  /**
   * Puts storages together, which are closed with this.
   *
   * @param home has the registry
   * @param others the other locations, without home
   */
  public LocatedStorage(Storage home, SortedMap<Location, Storage> others) {
    this.home = home;
    storages.putAll(others);
    storages.put(Location.HOME, home);
    Places places = new Places(home.registry(), storages);
    data = new LocatedDataStore(places);
    quarantine = new LocatedQuarantineStore(places);
    connectors = new LocatedConnectorStore(places);
    leases = new LocatedLeaseStore(places);
    archives = new LocatedArchiveStore(places);
    queries = new LocatedQueryEngine(places);
  }

  @Override
  public Registry registry() {
    return home.registry();
  }

  @Override
  public DataStore data() {
    return data;
  }

  @Override
  public QuarantineStore quarantine() {
    return quarantine;
  }

  @Override
  public ConnectorStore connectors() {
    return connectors;
  }

  @Override
  public LeaseStore leases() {
    return leases;
  }

  /** Who has the registry to himself is alone everywhere. */
  @Override
  public boolean isShared() {
    return home.isShared();
  }

  @Override
  public ArchiveStore archives() {
    return archives;
  }

  @Override
  public QueryEngine queries() {
    return queries;
  }

  @Override
  public Optional<Path> archiveDirectory() {
    return home.archiveDirectory();
  }

  /** The home comes last, since what is closed elsewhere may still ask its registry. */
  @Override
  public void close() {
    List<Storage> others = new ArrayList<>(storages.values());
    others.remove(home);
    closeBehind(others.iterator(), home);
  }

  /** Each is closed, whatever comes of those before it. */
  private static void closeBehind(Iterator<Storage> others, Storage last) {
    try (last) {
      if (others.hasNext()) {
        closeBehind(others, others.next());
      }
    }
  }
}
