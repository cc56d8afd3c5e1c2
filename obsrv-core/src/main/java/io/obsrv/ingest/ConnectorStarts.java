package io.obsrv.ingest;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Registry;
import io.obsrv.event.Layout;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which datasets' connectors run in this process, and their start. Owns the set of those that
 * somebody asked for here; for many threads.
 */
final class ConnectorStarts {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectorStarts.class);

  private final Registry registry;
  private final Lanes lanes;
  private final Starting starting;
  private final Set<DatasetId> asked = ConcurrentHashMap.newKeySet();

  ConnectorStarts(Registry registry, Lanes lanes, Starting starting) {
    this.registry = registry;
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
        .forEach(this::atOpening);
  }

  /** One dataset keeps nobody from the others, whatever stands in its way. */
  private void atOpening(DatasetId id) {
    try {
      lanes.of(id).connectors().start(Occasion.OPENED, IngestEngine.SYSTEM);
    } catch (RuntimeException e) {
      LOG.warn(
          "The connectors of dataset '{}' were not started; call ingestion().start(\"{}\") when"
              + " what stands in their way is gone",
          id,
          id,
          e);
    }
  }

  /** Goes on with those of a version that was published; they run afterwards, if here at all. */
  void published(Layout layout) {
    lanes.find(layout.id()).ifPresent(lane -> lane.connectors().use(layout));
    if (layout.definition().hasConnectors() && runHere(layout.id())) {
      lanes.of(layout.id()).connectors().start(Occasion.PUBLISHED, IngestEngine.SYSTEM);
    }
  }

  /** Somebody asks for those of a dataset; from then on they run here. */
  void asked(DatasetId id, String actor) {
    LaneConnectors connectors = lanes.of(id).connectors();
    asked.add(id);
    connectors.start(Occasion.ASKED, actor);
  }
}
