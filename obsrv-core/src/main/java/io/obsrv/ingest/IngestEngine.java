package io.obsrv.ingest;

import io.obsrv.connector.Connectors;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.error.ClosedException;
import io.obsrv.event.DataStore;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.Receipt;
import io.obsrv.pipeline.Pipeline;
import io.obsrv.telemetry.Telemetry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Every way in, for one library instance: a lane per dataset in use, made at its first record. The
 * map of lanes owns the state; each lane looks after its own.
 */
public final class IngestEngine implements AutoCloseable {
  private final Registry registry;
  private final DataStore store;
  private final Layouts layouts;
  private final Connectors connectors;
  private final Telemetry telemetry;
  private final Clock clock;
  private final ConcurrentMap<DatasetId, Lane> lanes = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * For the front door.
   *
   * @param registry which datasets there are
   * @param store where records go
   * @param layouts the layouts of versions
   * @param connectors the connectors of sources
   * @param telemetry told of every commit
   * @param clock says when records arrive
   */
  public IngestEngine(
      Registry registry,
      DataStore store,
      Layouts layouts,
      Connectors connectors,
      Telemetry telemetry,
      Clock clock) {
    this.registry = registry;
    this.store = store;
    this.layouts = layouts;
    this.connectors = connectors;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /** Starts the sources of every live dataset. */
  public void startSources() {
    registry.list().stream()
        .filter(dataset -> dataset.status() == DatasetStatus.LIVE)
        .map(dataset -> layouts.of(dataset.id(), dataset.live().orElseThrow()))
        .filter(layout -> !layout.definition().sources().isEmpty())
        .forEach(layout -> lane(layout.id()).startSources());
  }

  /**
   * Goes on with a version that has just been published: its sources run afterwards.
   *
   * @param layout the version
   */
  public void activated(Layout layout) {
    Lane lane = lanes.get(layout.id());
    if (lane != null) {
      lane.use(layout);
    }
    if (!layout.definition().sources().isEmpty()) {
      lane(layout.id()).startSources();
    }
  }

  /**
   * Lets go of a dataset: its sources stop.
   *
   * @param id the dataset
   */
  public void release(DatasetId id) {
    Lane lane = lanes.remove(id);
    if (lane != null) {
      lane.stopSources();
    }
    telemetry.released(id);
  }

  /** Stops all sources, within a few seconds, and refuses further work. Can be repeated. */
  @Override
  public void close() {
    closed = true;
    lanes.values().forEach(lane -> lane.workers().forEach(SourceWorker::stop));
    List.copyOf(lanes.keySet()).forEach(this::release);
  }

  Receipt push(DatasetId id, List<Event> events, Optional<String> batchId) {
    return lane(id).push(events, batchId);
  }

  Lane lane(DatasetId id) {
    if (closed) {
      throw new ClosedException();
    }
    Lane present = lanes.get(id);
    return present == null ? lanes.computeIfAbsent(id, this::newLane) : present;
  }

  private Lane newLane(DatasetId id) {
    Dataset dataset = registry.find(id).orElseThrow(() -> NotFoundException.dataset(id));
    if (dataset.status() != DatasetStatus.LIVE) {
      throw IngestRefusedException.notLive(id, dataset.status().name());
    }
    Layout layout = layouts.of(id, dataset.live().orElseThrow());
    return new Lane(
        connectors, store, new BatchWriter(store, layouts, telemetry, clock, new Pipeline(layout)));
  }
}
