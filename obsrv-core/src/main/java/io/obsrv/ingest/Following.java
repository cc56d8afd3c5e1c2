package io.obsrv.ingest;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.NewerReleaseException;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.Relocation;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Layouts;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with what other processes did to datasets that have connectors, or had them: published,
 * moved, retired, paused. Has no state; of one thread.
 */
final class Following {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);
  private static final String UNFOLLOWED =
      "What others do with dataset '{}' was not followed this time.";

  private final Registry registry;
  private final Layouts layouts;
  private final IngestEngine engine;

  Following(Registry registry, Layouts layouts, IngestEngine engine) {
    this.registry = registry;
    this.layouts = layouts;
    this.engine = engine;
  }

  /** Looks once. */
  void look() {
    Map<DatasetId, Dataset> connected =
        registry.connected().stream()
            .filter(Following::isRunning)
            .collect(Collectors.toMap(Dataset::id, dataset -> dataset));
    Map<DatasetId, Lane> lanes = engine.lanes();
    for (Dataset dataset : connected.values()) {
      Lane lane = lanes.get(dataset.id());
      if (engine.runsConnectors(dataset.id())) {
        each(dataset.id(), () -> engine.follow(dataset));
      } else if (lane != null) {
        each(dataset.id(), () -> lane.connectors().useLive(dataset, layouts));
      }
    }
    lanes.forEach(
        (id, lane) -> {
          if (!connected.containsKey(id) && !lane.connectors().workers().isEmpty()) {
            each(id, () -> comeToRest(id, lane.connectors()));
          }
        });
  }

  /** One whose rows are on their way rests until they are there. */
  private static boolean isRunning(Dataset dataset) {
    return dataset.status() == DatasetStatus.LIVE
        && dataset.run() == Dataset.Run.RUNNING
        && dataset.relocation(Relocation.Phase.ENTERING).isEmpty();
  }

  /** One dataset keeps nobody from the others, whatever fails; it is looked at again soon. */
  private void each(DatasetId id, Runnable work) {
    try {
      work.run();
    } catch (ObsrvException e) {
      if (!engine.isClosed()) {
        LOG.debug(UNFOLLOWED, id, e);
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      if (!engine.isClosed()) {
        LOG.warn(UNFOLLOWED, id, e);
      }
    }
  }

  /** It takes no records any more, its connectors are gone, or nobody here knows what it does. */
  private void comeToRest(DatasetId id, LaneConnectors connectors) {
    Optional<Dataset> running = present(id).filter(Following::isRunning);
    if (running.isPresent()) {
      connectors.useLive(running.get(), layouts);
    } else {
      engine.release(id);
    }
  }

  private Optional<Dataset> present(DatasetId id) {
    try {
      return registry.find(id);
    } catch (NewerReleaseException e) {
      LOG.debug(UNFOLLOWED, id, e);
      return Optional.empty();
    }
  }
}
