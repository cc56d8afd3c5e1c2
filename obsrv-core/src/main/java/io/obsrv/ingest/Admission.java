package io.obsrv.ingest;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.Relocation;
import java.util.Optional;

/**
 * Which datasets take records now, as the registry has it.
 *
 * @param registry asked each time
 */
record Admission(Registry registry) {
  /**
   * A dataset that takes records.
   *
   * @throws IngestRefusedException if it takes none, with the reason
   * @throws NotFoundException if there is none
   */
  Dataset require(DatasetId id) {
    Dataset dataset = registry.find(id).orElseThrow(() -> NotFoundException.dataset(id));
    if (dataset.status() != DatasetStatus.LIVE) {
      throw IngestRefusedException.notLive(id, dataset.status().name());
    }
    if (dataset.run() == Dataset.Run.PAUSED) {
      throw IngestRefusedException.paused(id);
    }
    Optional<Location> to = dataset.relocation(Relocation.Phase.ENTERING);
    if (to.isPresent()) {
      throw IngestRefusedException.moving(id, to.get());
    }
    return dataset;
  }

  /** Why the store took nothing; by now it may take records again. */
  IngestRefusedException refusal(DatasetId id) {
    try {
      Dataset unused = require(id);
      return IngestRefusedException.notNow(id);
    } catch (IngestRefusedException e) {
      return e;
    }
  }
}
