package io.obsrv.connector;

import io.obsrv.event.Checkpoint;
import java.time.Duration;
import java.util.OptionalLong;

/** Reads one split, once, forward. Used by one thread, but closed by any. */
public interface SplitReader extends AutoCloseable {

  /**
   * The next records. Of a source that is replayable, they may be asked for while those before are
   * being stored.
   *
   * @param max at most so many, at least 1
   * @param wait how long to wait where there are none yet, at least a millisecond; a hint, to be
   *     kept within seconds
   * @return the records, with the checkpoint behind the last of them
   * @throws ConnectorException if they cannot be read
   */
  SourceBatch poll(int max, Duration wait);

  /**
   * Told when everything up to a checkpoint is stored, by the thread that polls, which may have
   * polled records behind it by then. Records before it are never asked for again.
   *
   * @param checkpoint one that {@link #poll} gave
   */
  default void committed(Checkpoint checkpoint) {}

  /**
   * How many records are known to wait behind the last that {@link #poll} gave. Called by the
   * thread that polls, and cheap.
   *
   * @return the number of records; empty if it is not known
   */
  default OptionalLong lag() {
    return OptionalLong.empty();
  }

  /** Lets go of what the reader holds; can be repeated. */
  @Override
  default void close() {}
}
