package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ClosedException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The lanes of the datasets in use: made at the first record, and let go of when many others were
 * used since. Owns the map of them, and whether there may be more; for many threads.
 */
final class Lanes {
  private final Function<DatasetId, Lane> maker;
  private final ConcurrentMap<DatasetId, Lane> lanes = new ConcurrentHashMap<>();
  private final IdleLanes idle;
  private volatile boolean closed;

  /**
   * None so far.
   *
   * @param maker makes the lane of a dataset that has none
   * @param idleLanes how many are kept although nobody uses them
   */
  Lanes(Function<DatasetId, Lane> maker, int idleLanes) {
    this.maker = maker;
    this.idle = new IdleLanes(lanes, idleLanes);
  }

  /** The lane of a dataset, if it has one. */
  Optional<Lane> find(DatasetId id) {
    return Optional.ofNullable(lanes.get(id));
  }

  /** The lane of a dataset, which is made if there is none. */
  Lane of(DatasetId id) {
    if (closed) {
      throw new ClosedException();
    }
    Lane present = lanes.get(id);
    return present == null ? made(id) : present;
  }

  /** One that comes behind the end was not seen by who lets go of all of them then. */
  private Lane made(DatasetId id) {
    Lane lane = lanes.computeIfAbsent(id, maker);
    if (closed) {
      close(id);
      throw new ClosedException();
    }
    return lane;
  }

  /** Does something with a lane that is not let go of meanwhile. */
  <T> T using(DatasetId id, Function<Lane, T> work) {
    while (true) {
      boolean isKnown = lanes.containsKey(id);
      Lane lane = of(id);
      if (lane.uses().begin()) {
        try {
          if (!isKnown) {
            idle.letGo();
          }
          return work.apply(lane);
        } finally {
          lane.uses().end();
        }
      }
      // It was let go of just now, and is about to leave the map.
      Thread.onSpinWait();
    }
  }

  /** Lets go of the lane of a dataset, if it has one. */
  void close(DatasetId id) {
    Lane lane = lanes.remove(id);
    if (lane != null) {
      lane.close();
    }
  }

  /** All of them, as they are now. */
  Map<DatasetId, Lane> all() {
    return Map.copyOf(lanes);
  }

  /** Makes no more. */
  void end() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
