package io.obsrv.storage;

import io.obsrv.dataset.Change;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetVersion;
import java.util.Optional;
import java.util.TreeMap;

/** What the drafts of one dataset were, by its revisions. Guarded by the registry's monitor. */
final class MemoryDrafts {
  private final TreeMap<Long, DatasetVersion> byRevision = new TreeMap<>();

  void keep(Change change) {
    change
        .draft()
        .ifPresent(
            draft -> {
              byRevision.values().removeIf(kept -> kept.number() < draft.number());
              byRevision.put(change.next().orElseThrow().revision(), draft);
            });
  }

  Optional<DatasetDefinition> find(int number, long revision) {
    return Optional.ofNullable(byRevision.floorEntry(revision))
        .map(entry -> entry.getValue())
        .filter(draft -> draft.number() == number)
        .map(DatasetVersion::definition);
  }
}
