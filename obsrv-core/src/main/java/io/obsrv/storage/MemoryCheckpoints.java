package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Progress;
import io.obsrv.schema.KeyText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How far each split of a dataset has been read. Guarded by the lock of its dataset. */
final class MemoryCheckpoints {
  private final Map<SplitName, Checkpoint> checkpoints = new HashMap<>();

  private record SplitName(String source, String split) {}

  Optional<Checkpoint> find(String source, String split) {
    return Optional.ofNullable(checkpoints.get(new SplitName(source, split)));
  }

  boolean isOvertaken(Progress step) {
    return !find(step.source(), step.split()).equals(step.from());
  }

  void put(Progress step) {
    checkpoints.put(new SplitName(step.source(), step.split()), step.to());
  }

  void reset(String source, String split, Optional<Checkpoint> to) {
    SplitName name = new SplitName(source, split);
    to.ifPresentOrElse(
        checkpoint -> checkpoints.put(name, checkpoint), () -> checkpoints.remove(name));
  }

  Stream<ArchiveEntry> entries() {
    Map<String, ArchiveEntry> entries = new TreeMap<>();
    checkpoints.forEach(
        (name, checkpoint) ->
            entries.put(
                KeyText.of(List.of(name.source(), name.split())),
                new ArchiveEntry.ReadSplit(name.source(), name.split(), checkpoint)));
    return entries.values().stream();
  }

  void restore(ArchiveEntry.ReadSplit entry) {
    checkpoints.put(new SplitName(entry.source(), entry.split()), entry.checkpoint());
  }
}
