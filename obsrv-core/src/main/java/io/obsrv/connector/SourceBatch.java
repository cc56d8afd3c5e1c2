package io.obsrv.connector;

import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.util.List;

/**
 * Records of a split.
 *
 * @param records the records, possibly none
 * @param checkpoint where reading goes on behind them
 * @param finished whether the split has ended, for now or for good; of a source with several
 *     splits, the next one is read only then
 */
public record SourceBatch(List<Event> records, Checkpoint checkpoint, boolean finished) {
  /** Copies the list. */
  public SourceBatch {
    records = List.copyOf(records);
  }

  /**
   * Records behind which the split goes on.
   *
   * @param records the records, possibly none
   * @param checkpoint where reading goes on behind them
   * @return the batch
   */
  public static SourceBatch of(List<Event> records, Checkpoint checkpoint) {
    return new SourceBatch(records, checkpoint, false);
  }

  /**
   * The last records of a split that has ended, for now or for good.
   *
   * @param records the records, possibly none
   * @param checkpoint where reading goes on behind them if there ever are more
   * @return the batch
   */
  public static SourceBatch last(List<Event> records, Checkpoint checkpoint) {
    return new SourceBatch(records, checkpoint, true);
  }
}
