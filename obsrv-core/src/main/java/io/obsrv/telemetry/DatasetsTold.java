package io.obsrv.telemetry;

import io.obsrv.dataset.DatasetId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes everything on, and remembers which datasets it was about, so that all of them can be
 * released when the library is closed. For many threads: the set owns the state.
 */
public final class DatasetsTold implements Telemetry {
  private final Telemetry telemetry;
  private final Set<DatasetId> told = ConcurrentHashMap.newKeySet();

  /**
   * Stands before a telemetry.
   *
   * @param telemetry is told everything
   */
  public DatasetsTold(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  @Override
  public void committed(DatasetId dataset, CommittedBatch batch) {
    told.add(dataset);
    telemetry.committed(dataset, batch);
  }

  @Override
  public void processed(DatasetId dataset, StageWork work) {
    told.add(dataset);
    telemetry.processed(dataset, work);
  }

  @Override
  public void queried(DatasetId dataset, AnsweredQuery query) {
    told.add(dataset);
    telemetry.queried(dataset, query);
  }

  @Override
  public void released(DatasetId dataset) {
    told.remove(dataset);
    telemetry.released(dataset);
  }

  /** Releases every dataset that was told of and is not released yet. */
  public void releaseAll() {
    told.forEach(this::released);
  }
}
