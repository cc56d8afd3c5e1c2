package io.obsrv.storage;

import io.obsrv.event.Checkpoint;
import io.obsrv.event.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
}
