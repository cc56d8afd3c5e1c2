package io.obsrv;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import io.obsrv.archive.BundlePlaces;
import io.obsrv.archive.Bundles;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.Connectors;
import io.obsrv.connector.SecretResolver;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.Location;
import io.obsrv.event.Leases;
import io.obsrv.ingest.Starting;
import io.obsrv.policy.Retries;
import io.obsrv.query.QueryLimits;
import io.obsrv.storage.Storage;
import io.obsrv.telemetry.Telemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of a library instance; see {@link Obsrv#on}. Not for several threads. */
public final class ObsrvBuilder {
  private final Locations locations;
  private final List<ConnectorProvider> connectors = new ArrayList<>(Files.providers());
  private final List<Telemetry> telemetry = new ArrayList<>();
  private SecretResolver secrets = SecretResolver.none();
  private Retries retries = Retries.DEFAULT;
  private QueryLimits queryLimits = QueryLimits.DEFAULT;
  private Clock clock = Clock.systemUTC();
  private Optional<Duration> expireEvery = Optional.empty();
  private Duration leaseTime = Duration.ofSeconds(10);
  private boolean fourEyes = false;
  private Starting starting = Starting.ON_OPEN;

  ObsrvBuilder(Storage storage) {
    locations = new Locations(storage);
  }

  /**
   * Adds a location: the rows of datasets that name it, with everything that belongs to them, are
   * in a storage of its own; the registry stays where it is. Default: none but {@code home}, the
   * storage that the library is opened on.
   *
   * @param name 1 to 56 lower-case letters, digits, {@code _} and {@code -}, beginning with a
   *     letter; what is stored there says so, and is refused under another name
   * @param storage closed with the library
   * @return this
   * @throws IllegalArgumentException if the name has another form, or the name or the storage is
   *     there already
   */
  public ObsrvBuilder location(String name, Storage storage) {
    locations.add(name, storage);
    return this;
  }

  /**
   * Adds a location whose bundles of archived datasets go to a directory.
   *
   * @param name as of {@link #location(String, Storage)}
   * @param storage closed with the library
   * @param directory made when it is needed; where the storage says, if it is left out
   * @return this
   */
  public ObsrvBuilder location(String name, Storage storage, Path directory) {
    Bundles bundles = Bundles.in(requireNonNull(directory, "directory"));
    locations.add(name, storage);
    locations.keepBundles(Location.of(name), bundles);
    return this;
  }

  /**
   * Adds a connector. Default: those for files.
   *
   * @param provider the connector; it replaces one of the same name
   * @return this
   */
  public ObsrvBuilder connector(ConnectorProvider provider) {
    connectors.add(requireNonNull(provider, "provider"));
    return this;
  }

  /**
   * Adds the connectors that jars on the class path name as services, found by the loader of the
   * current thread's context. Default: none are looked for.
   *
   * @return this
   * @throws io.obsrv.connector.ConnectorException if one that is named cannot be made
   */
  public ObsrvBuilder discoverConnectors() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return discoverConnectors(context == null ? ObsrvBuilder.class.getClassLoader() : context);
  }

  /**
   * Adds the connectors that jars name as services, found by a loader.
   *
   * @param loader where to look
   * @return this
   * @throws io.obsrv.connector.ConnectorException if one that is named cannot be made
   */
  public ObsrvBuilder discoverConnectors(ClassLoader loader) {
    connectors.addAll(Connectors.discover(requireNonNull(loader, "loader")));
    return this;
  }

  /**
   * Says who knows the secrets that definitions name. Default: nobody, there are none.
   *
   * @param resolver asked whenever a secret is needed
   * @return this
   */
  public ObsrvBuilder secrets(SecretResolver resolver) {
    secrets = requireNonNull(resolver, "resolver");
    return this;
  }

  /**
   * Adds somebody who is told what happens. Default: nobody.
   *
   * @param listener told of each thing; its failures are logged and go no further
   * @return this
   */
  public ObsrvBuilder telemetry(Telemetry listener) {
    telemetry.add(requireNonNull(listener, "listener").guarded());
    return this;
  }

  /**
   * Bounds what one query may cost. Default: {@link QueryLimits#DEFAULT}.
   *
   * @param limits the bounds
   * @return this
   */
  public ObsrvBuilder queryLimits(QueryLimits limits) {
    queryLimits = requireNonNull(limits, "limits");
    return this;
  }

  /**
   * Takes the time from a clock: when records arrive, and when datasets are moved. A storage has a
   * clock of its own, which tells when batches are committed and how long keys are remembered;
   * where one is set, set both. Default: the system's.
   *
   * @param value the clock
   * @return this
   */
  public ObsrvBuilder clock(Clock value) {
    clock = requireNonNull(value, "value");
    return this;
  }

  /**
   * Says where the bundles of archived datasets go that name no location; those of a location stay
   * there. Default: where the storage says, which is a directory beside the files of H2, and
   * nowhere for other storages.
   *
   * @param directory made when it is needed
   * @return this
   */
  public ObsrvBuilder archives(Path directory) {
    return bundles(Bundles.in(requireNonNull(directory, "directory")));
  }

  /** Takes bundles that somebody has made. Default: see {@link #archives}. */
  ObsrvBuilder bundles(Bundles value) {
    locations.keepBundles(Location.HOME, value);
    return this;
  }

  /**
   * Says how often a connector that fails is tried again. Default: {@link Retries#DEFAULT}.
   *
   * @param value how often, and after how long
   * @return this
   */
  public ObsrvBuilder retries(Retries value) {
    retries = requireNonNull(value, "value");
    return this;
  }

  /**
   * Lets go of what is past its retention again and again, on a thread of its own, beginning when
   * the library is opened. Default: when {@code governance().expire(…)} is called.
   *
   * @param period how long to wait after each time, at least 1 ms
   * @return this
   */
  public ObsrvBuilder expireEvery(Duration period) {
    checkArgument(period.toMillis() >= 1, "expireEvery is %s, must be at least 1 ms", period);
    expireEvery = Optional.of(period);
    return this;
  }

  /**
   * Says how long a process keeps a split, a destination or another piece of work after it was
   * heard of last, where several processes share the storage: when one dies, others go on after
   * that time, at most twice as long. The clocks of their storages should agree within a fraction
   * of it. Has no effect where the storage is this process's own. Default: 10 seconds.
   *
   * @param value at least 100 ms
   * @return this
   */
  public ObsrvBuilder leaseTime(Duration value) {
    checkArgument(value.toMillis() >= 100, "leaseTime is %s, must be at least 100 ms", value);
    leaseTime = value;
    return this;
  }

  /**
   * Lets no author approve a version of their own. Default: they may.
   *
   * @return this
   */
  public ObsrvBuilder fourEyes() {
    fourEyes = true;
    return this;
  }

  /**
   * Leaves the connectors of live datasets alone until {@code ingestion().start(…)}, also when a
   * version is published here, or a dataset resumed. Default: they go on when the library is
   * opened.
   *
   * @return this
   */
  public ObsrvBuilder sourcesStartOnCall() {
    starting = Starting.ON_CALL;
    return this;
  }

  /**
   * Opens the library: what an earlier process began is finished, and the sources of live datasets
   * go on. A dataset whose storage fails at that keeps nobody from the others: it is logged, and
   * tried again soon where processes share the storage, elsewhere when somebody calls the verb or
   * {@code ingestion().start(…)}.
   *
   * @return the library
   */
  public Obsrv open() {
    Obsrv obsrv = new Obsrv(this);
    try {
      obsrv.recover();
      obsrv.startConnectors();
      expireEvery.ifPresent(obsrv::expireEvery);
    } catch (RuntimeException e) {
      obsrv.close();
      throw e;
    }
    return obsrv;
  }

  Storage storage() {
    return locations.storage();
  }

  List<ConnectorProvider> connectors() {
    return List.copyOf(connectors);
  }

  Starting starting() {
    return starting;
  }

  Retries retries() {
    return retries;
  }

  SecretResolver secrets() {
    return secrets;
  }

  Telemetry telemetry() {
    return Telemetry.all(telemetry);
  }

  BundlePlaces bundles() {
    return locations.bundles();
  }

  QueryLimits queryLimits() {
    return queryLimits;
  }

  Clock clock() {
    return clock;
  }

  Leases leases(Storage storage) {
    return storage.isShared() ? Leases.shared(leaseTime) : Leases.alone(leaseTime);
  }

  boolean needsFourEyes() {
    return fourEyes;
  }
}
