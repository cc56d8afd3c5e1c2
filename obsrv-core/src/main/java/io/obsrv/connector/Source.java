package io.obsrv.connector;

import io.obsrv.event.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * A place records come from, made of splits that can be read on their own. Used by one thread.
 *
 * <p>The splits of one source are read in turn, in the order in which they are listed, each until
 * it is finished. A directory of ten thousand files so costs one thread and one open file; files
 * are read in their order; and what a source is told, its back-off and its state are of one thread.
 * Therefore a split whose records never end, or whose {@code poll} hangs, keeps those behind it
 * waiting. Where splits are to be read at the same time, each is a source of its own: sources of a
 * dataset do not wait for each other.
 */
public interface Source extends AutoCloseable {

  /**
   * The parts there are now. Asked once of a source that is {@link Capability#BOUNDED}, see {@link
   * ConnectorProvider#capabilities}. Any other is asked again, on a new instance or on this one,
   * when its splits have been read: splits that are new are read then, and those that are finished
   * are opened again from their checkpoints.
   *
   * @return splits with stable ids: the same part has the same id after a restart
   * @throws ConnectorException if they cannot be listed
   */
  List<Split> splits();

  /**
   * Begins to read a split.
   *
   * @param split one of {@link #splits()}
   * @param from where to go on; empty for the beginning
   * @return the reader; the caller closes it
   * @throws ConnectorException if it cannot be read, or is not what it was at the checkpoint
   */
  SplitReader open(Split split, Optional<Checkpoint> from);

  /** Lets go of what the source holds; can be repeated. */
  @Override
  default void close() {}
}
