package io.obsrv.telemetry;

import java.time.Duration;

/**
 * What one stage did with one batch.
 *
 * @param stage the name of the stage in lower case
 * @param records how many records it was given
 * @param time how long it took for all of them, added up over the threads that worked on them
 */
public record StageWork(String stage, long records, Duration time) {
  /**
   * The same with what was done with further records.
   *
   * @param more what the same stage did with them
   * @return the sum
   */
  public StageWork plus(StageWork more) {
    return new StageWork(stage, records + more.records, time.plus(more.time));
  }

  /**
   * The same with more time for the same records.
   *
   * @param more how much longer it took
   * @return the sum
   */
  public StageWork longer(Duration more) {
    return new StageWork(stage, records, time.plus(more));
  }
}
