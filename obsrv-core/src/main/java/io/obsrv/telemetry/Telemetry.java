package io.obsrv.telemetry;

import io.obsrv.dataset.DatasetId;
import java.util.List;

/**
 * Told of each thing that happens, in ids and numbers; one call per thing. Every method does
 * nothing unless overridden. Called on the threads that do the work, so it must be quick and safe
 * for many threads.
 */
public interface Telemetry {

  /**
   * A batch was committed.
   *
   * @param dataset where
   * @param batch its figures
   */
  default void committed(DatasetId dataset, CommittedBatch batch) {}

  /**
   * A stage of the pipeline has handled a batch.
   *
   * @param dataset where
   * @param work which stage, how much, how long
   */
  default void processed(DatasetId dataset, StageWork work) {}

  /**
   * A query was answered.
   *
   * @param dataset what was asked
   * @param query its figures
   */
  default void queried(DatasetId dataset, AnsweredQuery query) {}

  /**
   * A dataset is not in use by this instance any more: it was retired, or the library was closed.
   * What was kept for it can be let go.
   *
   * @param dataset which
   */
  default void released(DatasetId dataset) {}

  /**
   * Telemetry that does nothing.
   *
   * @return the default
   */
  static Telemetry none() {
    return new Telemetry() {};
  }

  /**
   * Telemetry that tells several others.
   *
   * @param others who is told, in this order
   * @return one that tells all
   */
  static Telemetry all(List<Telemetry> others) {
    return new TelemetryFanOut(others);
  }

  /**
   * Keeps failures of this telemetry away from the work that is measured; they are logged.
   *
   * @return one that never throws
   */
  default Telemetry guarded() {
    return new GuardedTelemetry(this);
  }
}
