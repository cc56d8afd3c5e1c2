package io.obsrv.connector.file;

import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import java.time.Duration;
import java.util.List;

/**
 * Hands over what is known without reading.
 *
 * @param batch all there is
 */
record FixedBatch(SourceBatch batch) implements SplitReader {

  static FixedBatch nothing(Checkpoint checkpoint) {
    return new FixedBatch(SourceBatch.last(List.of(), checkpoint));
  }

  @Override
  public SourceBatch poll(int max, Duration wait) {
    return batch;
  }
}
