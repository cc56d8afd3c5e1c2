package io.obsrv.connector;

import java.util.Optional;

/**
 * A place that rows are written to, in the order in which the dataset stored them. Used by one
 * thread, but closed by any. After a crash rows come again that were written but not known to be
 * durable; a destination that knows its own {@link #position()} leaves those out, and then has each
 * exactly once.
 */
public interface Destination extends AutoCloseable {

  /**
   * How far the destination itself has durably got. The engine goes on behind the larger of this
   * and of its own stored position.
   *
   * @return the last sequence, 0 if it has none; empty if the destination cannot tell
   * @throws ConnectorException if it cannot be asked
   */
  Optional<Long> position();

  /**
   * Writes rows. Where this fails, the destination is closed, and opened again later; the rows that
   * are not durable come again, perhaps cut into other batches.
   *
   * @param batch rows behind all those that were written before; or once more, in which case those
   *     that are there already are left out
   * @return what is durable now, and which of these rows are refused for good
   * @throws ConnectorException if they cannot be written
   */
  DestinationResult write(DestinationBatch batch);

  /**
   * Called from time to time while there is nothing to write, for what has to be done by the clock.
   *
   * @return what is durable now; empty if nothing became so
   * @throws ConnectorException if it cannot be done
   */
  default Optional<DestinationResult> idle() {
    return Optional.empty();
  }

  /**
   * Makes durable what was written, since nothing more may come. Called before an orderly {@link
   * #close}.
   *
   * @return what is durable now; empty if nothing became so
   * @throws ConnectorException if it cannot be done
   */
  default Optional<DestinationResult> flush() {
    return idle();
  }

  /**
   * Lets go of what the destination holds, without making anything durable; can be repeated. Does
   * not wait for another thread that writes: its write ends soon, at the latest when that thread is
   * interrupted. A write that comes behind a close fails with a {@link ConnectorException}, unless
   * it does no harm.
   */
  @Override
  default void close() {}
}
