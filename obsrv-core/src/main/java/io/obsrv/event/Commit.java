package io.obsrv.event;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.table.RollupChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything one batch writes, in one transaction: rows, keys, quarantine, aggregate tables,
 * counters and the source's progress. Every record of it is either a candidate or rejected.
 *
 * @param layout the version the batch was processed under
 * @param arrival how its records came
 * @param candidates records that become rows, in the order of the batch
 * @param rejected records that go to quarantine, in the order of the batch
 * @param envelopes the envelopes that have an id; a known one makes all its records duplicates
 * @param additions what the candidates change in each aggregate table of the version if all of them
 *     are added, found ahead; empty to find it when they are
 */
public record Commit(
    Layout layout,
    Arrival arrival,
    List<Candidate> candidates,
    List<Rejected> rejected,
    List<EnvelopeRange> envelopes,
    List<RollupChange> additions) {

  /** The source of pushed batches. */
  public static final String PUSH = "push";

  /** Copies the lists. */
  public Commit {
    candidates = List.copyOf(candidates);
    rejected = List.copyOf(rejected);
    envelopes = List.copyOf(envelopes);
    additions = List.copyOf(additions);
    checkArgument(
        additions.isEmpty()
            || additions.stream().map(RollupChange::rollup).toList().equals(layout.rollups()),
        "additions are of other tables than those of version %s of dataset '%s'",
        layout.version(),
        layout.id());
  }

  /**
   * A batch without what is found ahead.
   *
   * @param layout the version the batch was processed under
   * @param arrival how its records came
   * @param candidates records that become rows, in the order of the batch
   * @param rejected records that go to quarantine, in the order of the batch
   * @param envelopes the envelopes that have an id; a known one makes all its records duplicates
   */
  public Commit(
      Layout layout,
      Arrival arrival,
      List<Candidate> candidates,
      List<Rejected> rejected,
      List<EnvelopeRange> envelopes) {
    this(layout, arrival, candidates, rejected, envelopes, List.of());
  }

  /**
   * How many records the batch has.
   *
   * @return zero or more
   */
  public int size() {
    return candidates.size() + rejected.size();
  }

  /**
   * The keys of its records, also of those that are rejected.
   *
   * @return each key once
   */
  public Set<String> keys() {
    Set<String> keys = new HashSet<>();
    candidates.forEach(candidate -> candidate.key().ifPresent(keys::add));
    rejected.forEach(record -> record.key().ifPresent(keys::add));
    return keys;
  }

  /**
   * How many more records have been received with this batch.
   *
   * @return zero for a replay; for an envelope, which was received as one record, one less than
   *     there are in it
   */
  public int received() {
    return size() - arrival.released().size();
  }
}
