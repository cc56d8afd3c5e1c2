package io.obsrv.telemetry;

import io.obsrv.dataset.DatasetId;
import java.util.List;

/** Tells several others, in their order. */
record TelemetryFanOut(List<Telemetry> others) implements Telemetry {
  TelemetryFanOut {
    others = List.copyOf(others);
  }

  @Override
  public void committed(DatasetId dataset, CommittedBatch batch) {
    others.forEach(other -> other.committed(dataset, batch));
  }

  @Override
  public void processed(DatasetId dataset, StageWork work) {
    others.forEach(other -> other.processed(dataset, work));
  }

  @Override
  public void queried(DatasetId dataset, AnsweredQuery query) {
    others.forEach(other -> other.queried(dataset, query));
  }

  @Override
  public void released(DatasetId dataset) {
    others.forEach(other -> other.released(dataset));
  }
}
