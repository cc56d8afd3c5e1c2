package io.obsrv.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
   * The receipt for a commit.
   *
   * @param commit what was to be written
   * @param committed what was written
   * @return a verdict for each record
   */
  public static Receipt of(Commit commit, CommitResult.Committed committed) {
    List<Verdict> verdicts =
        new ArrayList<>(Collections.nCopies(commit.size(), new Verdict.Accepted()));
    commit.candidates().forEach(c -> verdicts.set(c.index(), Verdict.accepted(c.warnings())));
    for (Rejected rejected : commit.rejected()) {
      Long id = committed.quarantineIds().get(rejected.index());
      if (id != null) {
        verdicts.set(rejected.index(), new Verdict.Quarantined(id, rejected.rejection()));
      }
    }
    committed.duplicates().forEach(index -> verdicts.set(index, new Verdict.Duplicate()));
    return new Receipt(verdicts, commit.layout().version(), committed.at());
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
   * How many were accepted.
   *
   * @return zero or more
   */
  public int accepted() {
    return count(Verdict.Accepted.class);
  }

  /**
   * How many were known.
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
