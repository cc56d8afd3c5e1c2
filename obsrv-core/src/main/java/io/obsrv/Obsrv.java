package io.obsrv;

import io.obsrv.connector.Connectors;
import io.obsrv.event.Leases;
import io.obsrv.governance.ExpirySchedule;
import io.obsrv.governance.Governance;
import io.obsrv.ingest.IngestEngine;
import io.obsrv.ingest.Ingestion;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.lifecycle.Desk;
import io.obsrv.monitor.Monitor;
import io.obsrv.query.Queries;
import io.obsrv.query.Tables;
import io.obsrv.storage.Storage;
import io.obsrv.telemetry.DatasetsTold;
import java.time.Duration;
import java.util.Optional;

/**
 * A library instance: datasets on one storage, or at several locations, within this process. For
 * many threads; close it when done.
 */
public final class Obsrv implements AutoCloseable {
  private static final String SYSTEM = "system";

  private final Storage storage;
  private final IngestEngine engine;
  private final Leases leases;
  private final DatasetsTold telemetry;
  private final Desk desk;
  private final Datasets datasets;
  private final Ingestion ingestion;
  private final Tables tables;
  private final Queries queries;
  private final Governance governance;
  private final Monitor monitor;
  private Optional<ExpirySchedule> schedule = Optional.empty();

  Obsrv(ObsrvBuilder builder) {
    Wiring wiring = new Wiring(builder);
    storage = wiring.storage();
    engine = wiring.engine();
    leases = wiring.leases();
    telemetry = wiring.telemetry();
    desk = wiring.desk();
    datasets = new Datasets(desk, SYSTEM);
    ingestion = new Ingestion(engine, SYSTEM);
    queries = wiring.queries();
    tables = new Tables(desk.layouts(), queries);
    governance =
        new Governance(
            desk.registry(), desk.layouts(), desk.store(), desk.bundles(), ingestion, desk.clock());
    monitor = new Monitor(desk.registry(), desk.store(), storage.quarantine(), desk.clock());
  }

  /**
   * Opens the library with every setting at its default. What an earlier process began is finished,
   * and the sources of live datasets go on; a dataset where that fails keeps nobody from the others
   * (see {@link ObsrvBuilder#open}).
   *
   * @param storage where datasets live; closed with the library
   * @return the library
   */
  public static Obsrv open(Storage storage) {
    return on(storage).open();
  }

  /**
   * Begins to open the library with other settings.
   *
   * @param storage where datasets live; closed with the library
   * @return a builder
   */
  public static ObsrvBuilder on(Storage storage) {
    return new ObsrvBuilder(storage);
  }

  /**
   * The same library, used by a named actor.
   *
   * @param actor who acts, as recorded in the audit trail; not empty
   * @return what actors do
   */
  public Session as(String actor) {
    return new Session(desk, engine, actor);
  }

  /**
   * Managing datasets, as the actor {@code system}.
   *
   * @return the verbs of the life cycle
   */
  public Datasets datasets() {
    return datasets;
  }

  /**
   * The connectors there are.
   *
   * @return those built in and those given to the builder
   */
  public Connectors connectors() {
    return desk.connectors();
  }

  /**
   * Getting records in.
   *
   * @return push and pull
   */
  public Ingestion ingestion() {
    return ingestion;
  }

  /**
   * Reading aggregate tables.
   *
   * @return the tables
   */
  public Tables tables() {
    return tables;
  }

  /**
   * Asking.
   *
   * @return queries and SQL
   */
  public Queries queries() {
    return queries;
  }

  /**
   * Answering for datasets.
   *
   * @return the audit trail, what is past its retention, and where everything is
   */
  public Governance governance() {
    return governance;
  }

  /**
   * Watching datasets.
   *
   * @return figures and quarantine
   */
  public Monitor monitor() {
    return monitor;
  }

  /** Stops sources and closes the storage, within a few seconds. Can be repeated. */
  @Override
  public void close() {
    schedule.ifPresent(ExpirySchedule::close);
    engine.close();
    leases.close();
    telemetry.releaseAll();
    storage.close();
  }

  void recover() {
    datasets.recover();
  }

  void expireEvery(Duration period) {
    schedule = Optional.of(ExpirySchedule.start(governance, storage.leases(), leases, period));
  }

  void startConnectors() {
    engine.startConnectors();
    engine.follow(datasets::recover);
  }
}
