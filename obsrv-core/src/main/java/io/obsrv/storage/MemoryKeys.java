package io.obsrv.storage;

import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When each key was last accepted. Guarded by the lock of its dataset. */
final class MemoryKeys {
  private final Map<String, Instant> accepted = new HashMap<>();

  /**
   * The positions of candidates whose key was accepted within the window, or earlier in the batch.
   */
  Set<Integer> duplicates(Commit commit, Instant now) {
    Duration window = commit.layout().definition().dedupWindow();
    Set<Integer> duplicates = new HashSet<>();
    Set<String> batch = new HashSet<>();
    for (Candidate candidate : commit.candidates()) {
      candidate
          .key()
          .filter(key -> isKnown(key, now, window) || !batch.add(key))
          .ifPresent(key -> duplicates.add(candidate.index()));
    }
    return duplicates;
  }

  void remember(List<Candidate> candidates, Instant now) {
    candidates.forEach(candidate -> candidate.key().ifPresent(key -> accepted.put(key, now)));
  }

  private boolean isKnown(String key, Instant now, Duration window) {
    Instant seen = accepted.get(key);
    return seen != null && Duration.between(seen, now).compareTo(window) <= 0;
  }
}
