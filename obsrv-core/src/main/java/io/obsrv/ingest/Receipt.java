package io.obsrv.ingest;

import java.time.Instant;
import java.util.List;

/**
 * What became of a pushed batch. All of it is stored when the receipt is given.
 *
 * @param verdicts one per record, in the order of the batch
 * @param version the version it was stored under
 * @param committedAt when
 */
public record Receipt(List<Verdict> verdicts, int version, Instant committedAt) {

  /** Copies the list. */
  public Receipt {
    verdicts = List.copyOf(verdicts);
  }

  /**
   * How many records there were.
   *
   * @return accepted, duplicates and quarantined together
   */
  public int received() {
    return verdicts.size();
  }

  /**
   * How many became rows.
   *
   * @return zero or more
   */
  public int accepted() {
    return count(Verdict.Accepted.class);
  }

  /**
   * How many had a key that was known.
   *
   * @return zero or more
   */
  public int duplicates() {
    return count(Verdict.Duplicate.class);
  }

  /**
   * How many are in quarantine.
   *
   * @return zero or more
   */
  public int quarantined() {
    return count(Verdict.Quarantined.class);
  }

  private int count(Class<? extends Verdict> kind) {
    return (int) verdicts.stream().filter(kind::isInstance).count();
  }
}
