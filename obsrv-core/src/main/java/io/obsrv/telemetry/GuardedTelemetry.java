package io.obsrv.telemetry;

import io.obsrv.dataset.DatasetId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what another telemetry throws, so that measuring never fails the work. */
record GuardedTelemetry(Telemetry guarded) implements Telemetry {
  private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

  @Override
  public void committed(DatasetId dataset, CommittedBatch batch) {
    guard(dataset, () -> guarded.committed(dataset, batch));
  }

  @Override
  public void processed(DatasetId dataset, StageWork work) {
    guard(dataset, () -> guarded.processed(dataset, work));
  }

  @Override
  public void queried(DatasetId dataset, AnsweredQuery query) {
    guard(dataset, () -> guarded.queried(dataset, query));
  }

  @Override
  public void released(DatasetId dataset) {
    guard(dataset, () -> guarded.released(dataset));
  }

  private static void guard(DatasetId dataset, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn(
          "Telemetry failed for dataset '{}'; the work it measured is not affected.", dataset, e);
    }
  }
}
