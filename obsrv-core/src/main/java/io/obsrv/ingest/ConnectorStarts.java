package io.obsrv.ingest;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Registry;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which datasets' connectors run in this process, and their start. Owns the sets of those that
 * somebody asked for here, and of those whose start is not finished; for many threads.
 */
final class ConnectorStarts {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorStarts.class);

  private final Registry registry;
  private final Layouts layouts;
  private final Lanes lanes;
  private final Starting starting;
  private final Set<DatasetId> asked = ConcurrentHashMap.newKeySet();

  /** Those published here, or that take records again, which did not get as far as the start. */
  private final Set<DatasetId> unfinished = ConcurrentHashMap.newKeySet();

  ConnectorStarts(Registry registry, Layouts layouts, Lanes lanes, Starting starting) {
    this.registry = registry;
    this.layouts = layouts;
    this.lanes = lanes;
    this.starting = starting;
  }

  /** Whether the connectors of a dataset run here whenever they can. */
  boolean runHere(DatasetId id) {
    return starting == Starting.ON_OPEN || asked.contains(id);
  }

  /** Starts those of every live dataset, if they run here without being asked for. */
  void atOpening() {
    if (starting == Starting.ON_CALL) {
      return;
    }
    registry.connected().stream()
        .filter(dataset -> dataset.run() == Dataset.Run.RUNNING)
        .map(Dataset::id)
        .forEach(
            id -> attempt(id, () -> connectors(id).start(Occasion.OPENED, IngestEngine.SYSTEM)));
  }

  /**
   * Goes on with those of a version that was published; they run afterwards, if here at all. It is
   * live whatever stands in their way.
   */
  void published(Layout layout) {
    attempt(layout.id(), () -> goOn(layout));
  }

  private void goOn(Layout layout) {
    unfinished.add(layout.id());
    lanes.find(layout.id()).ifPresent(lane -> lane.connectors().use(layout));
    if (layout.definition().hasConnectors() && runHere(layout.id())) {
      connectors(layout.id()).start(Occasion.PUBLISHED, IngestEngine.SYSTEM);
    }
    unfinished.remove(layout.id());
  }

  /** Goes on with those of a dataset that runs: as others do, and until their start works. */
  void follow(Dataset dataset) {
    LaneConnectors connectors = connectors(dataset.id());
    connectors.useLive(dataset, layouts);
    if (unfinished.contains(dataset.id())) {
      connectors.start(Occasion.PUBLISHED, IngestEngine.SYSTEM);
      unfinished.remove(dataset.id());
    } else {
      connectors.goOn();
    }
  }

  /**
   * One dataset keeps nobody from the others, whatever stands in its way, a lack of threads
   * included.
   */
  private void attempt(DatasetId id, Runnable start) {
    try {
      start.run();
    } catch (RuntimeException | OutOfMemoryError e) {
      if (!lanes.isClosed()) {
        LOG.warn(
            "The connectors of dataset '{}' were not started, or not all of them; call"
                + " ingestion().start(\"{}\") when what stands in their way is gone",
            id,
            id,
            e);
      }
    }
  }

  /** Somebody asks for those of a dataset; from then on they run here. */
  void asked(Dataset dataset, String actor) {
    LaneConnectors connectors = connectors(dataset.id());
    asked.add(dataset.id());
    connectors.useLive(dataset, layouts);
    connectors.start(Occasion.ASKED, actor);
    unfinished.remove(dataset.id());
  }

  /** Those of a dataset are stopped; if it runs again, they begin as at the opening. */
  void released(DatasetId id) {
    unfinished.remove(id);
  }

  private LaneConnectors connectors(DatasetId id) {
    return lanes.of(id).connectors();
  }
}
