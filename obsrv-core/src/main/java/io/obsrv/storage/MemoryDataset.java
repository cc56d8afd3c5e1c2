package io.obsrv.storage;

import io.obsrv.event.Hold;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The namespace of one dataset. Its monitor guards everything in it: a commit, a switch and a read
 * exclude each other, as transactions do that hold the control row.
 */
final class MemoryDataset {
  private final MemoryParts parts = MemoryParts.empty();

  /** Asks, or changes and answers, alone. */
  synchronized <T> T call(Function<MemoryParts, T> work) {
    return work.apply(parts);
  }

  /** Changes, alone. */
  synchronized void run(Consumer<MemoryParts> work) {
    work.accept(parts);
  }

  /** Changes, alone, what is still held by the caller. */
  synchronized void run(Hold hold, Consumer<MemoryParts> work) {
    hold.require();
    work.accept(parts);
  }
}
