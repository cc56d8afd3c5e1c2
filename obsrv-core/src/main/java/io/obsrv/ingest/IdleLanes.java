package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/**
 * Bounds how many lanes are kept that have no connectors: of those that can be made again as they
 * are, the least recently used are let go of. One in use, one whose bounds were changed by hand and
 * one that owes its rate something stays. The threads of those let go end by themselves. Has no
 * state of its own.
 *
 * @param lanes the engine's
 * @param kept how many
 */
record IdleLanes(ConcurrentMap<DatasetId, Lane> lanes, int kept) {
  /** Several at a time, so that not every new lane looks for one. */
  private static final int SHARE = 8;

  /** A lane, and for how long it was not used when it was asked: that changes meanwhile. */
  private record Idle(DatasetId id, Lane lane, long nanos) {
    static Idle of(Map.Entry<DatasetId, Lane> entry, long now) {
      return new Idle(entry.getKey(), entry.getValue(), entry.getValue().uses().idleAt(now));
    }
  }

  /** To be called when a lane was added. */
  void letGo() {
    if (lanes.size() <= kept) {
      return;
    }
    long now = System.nanoTime();
    List<Idle> pushedOnly =
        lanes.entrySet().stream()
            .filter(entry -> !entry.getValue().hasConnectors())
            .map(entry -> Idle.of(entry, now))
            .toList();
    if (pushedOnly.size() > kept) {
      pushedOnly.stream()
          .sorted(Comparator.comparingLong(Idle::nanos).reversed())
          .filter(idle -> idle.lane().retireIfIdle())
          .limit(pushedOnly.size() - kept + kept / SHARE)
          .forEach(idle -> lanes.remove(idle.id(), idle.lane()));
    }
  }
}
