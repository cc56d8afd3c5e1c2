package io.obsrv.event;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What became of a commit. */
public sealed interface CommitResult {

  /**
   * It is stored.
   *
   * @param duplicates positions in the batch of the candidates whose key was known
   * @param quarantineIds the ids given to the rejected records, in their order
   * @param at when
   */
  record Committed(Set<Integer> duplicates, List<Long> quarantineIds, Instant at)
      implements CommitResult {
    /** Copies the collections. */
    public Committed {
      duplicates = Set.copyOf(duplicates);
      quarantineIds = List.copyOf(quarantineIds);
    }
  }

  /**
   * Nothing is stored: another version is live by now. The batch is to be processed again under it.
   *
   * @param live the version that is live
   */
  record Superseded(int live) implements CommitResult {}

  /** Nothing is stored: the dataset takes no records. */
  record Refused() implements CommitResult {}

  /** Nothing is stored: another reader has moved the split on. */
  record Overtaken() implements CommitResult {}
}
