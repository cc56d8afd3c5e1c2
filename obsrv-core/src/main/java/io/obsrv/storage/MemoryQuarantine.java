package io.obsrv.storage;

import io.obsrv.event.Commit;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Rejected;
import java.util.ArrayList;
import java.util.List;

/** The records in quarantine, in the order of their numbers. Guarded by the lock of its dataset. */
final class MemoryQuarantine {
  private final List<QuarantinedEvent> events = new ArrayList<>();

  List<Long> add(Commit commit) {
    List<Long> ids = new ArrayList<>();
    for (Rejected rejected : commit.rejected()) {
      long id = events.size() + 1L;
      ids.add(id);
      events.add(
          new QuarantinedEvent(
              id,
              commit.receivedAt(),
              commit.layout().version(),
              commit.source(),
              rejected.raw(),
              rejected.rejection()));
    }
    return ids;
  }

  List<QuarantinedEvent> read(long after, int limit) {
    return events.stream().filter(event -> event.id() > after).limit(limit).toList();
  }
}
