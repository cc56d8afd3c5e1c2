package io.obsrv.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Everything one batch writes, in one transaction: rows, keys, quarantine, aggregate tables,
 * counters and the source's progress.
 *
 * @param layout the version the batch was processed under
 * @param source where it came from: a source's name, or {@code push}
 * @param receivedAt when it arrived
 * @param candidates records that become rows, in the order of the batch
 * @param rejected records that go to quarantine
 * @param progress the step in reading the source; empty for pushed batches
 */
public record Commit(
    Layout layout,
    String source,
    Instant receivedAt,
    List<Candidate> candidates,
    List<Rejected> rejected,
    Optional<Progress> progress) {

  /** The source of pushed batches. */
  public static final String PUSH = "push";

  /** Copies the lists, and cuts the instant to microseconds, which is what every store can keep. */
  public Commit {
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
    candidates = List.copyOf(candidates);
    rejected = List.copyOf(rejected);
  }

  /**
   * How many records the batch has.
   *
   * @return zero or more
   */
  public int received() {
    return candidates.size() + rejected.size();
  }
}
