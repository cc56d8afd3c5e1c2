package io.obsrv.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of a commit. */
public sealed interface CommitResult {

  /**
   * It is stored.
   *
   * @param duplicates positions in the batch of the records that were known
   * @param quarantineIds the ids of the records that are in quarantine now, by position
   * @param at when
   */
  record Committed(Set<Integer> duplicates, Map<Integer, Long> quarantineIds, Instant at)
      implements CommitResult {
    /** Copies the collections. */
    public Committed {
      duplicates = Set.copyOf(duplicates);
      quarantineIds = Map.copyOf(quarantineIds);
    }
  }

  /**
   * Nothing is stored: a batch of this name was stored before.
   *
   * @param first what became of it then
   */
  record Repeated(Receipt first) implements CommitResult {}

  /**
   * Nothing is stored: values that must be unique are taken. The batch is to be sent again with
   * what their rules make of it.
   *
   * @param conflicts who broke which rule, at least one
   */
  record Conflicting(List<Conflict> conflicts) implements CommitResult {
    /** Copies the list. */
    public Conflicting {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * A value is taken.
   *
   * @param index the position of the record in the batch
   * @param claim what it asked for
   */
  record Conflict(int index, Claim claim) {}

  /**
   * Nothing is stored: another version is live by now. The batch is to be processed again under it.
   *
   * @param live the version that is live
   */
  record Superseded(int live) implements CommitResult {}

  /** Nothing is stored: the dataset takes no records. */
  record Refused() implements CommitResult {}

  /** Nothing is stored: the lease under which the batch was read is lost. */
  record Fenced() implements CommitResult {}

  /**
   * Nothing is stored: another reader has moved the split on, or another replay has taken one of
   * the records.
   */
  record Overtaken() implements CommitResult {}
}
