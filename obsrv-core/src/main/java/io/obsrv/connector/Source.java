package io.obsrv.connector;

import io.obsrv.event.Checkpoint;
import java.util.List;
import java.util.Optional;

/** A place records come from, made of splits that can be read on their own. Used by one thread. */
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
