package io.obsrv.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the commits of a dataset have counted since it was first published; {@code received =
 * accepted + duplicates + quarantined}. A record that is replayed moves from one count to another.
 *
 * @param received records that arrived
 * @param accepted records that became rows, took the place of one or removed one
 * @param acceptedBytes their size as they arrived
 * @param duplicates records that were known
 * @param quarantined records that failed: those in quarantine and those discarded from there
 * @param discarded records that were discarded from quarantine or expired there
 * @param rows rows there are
 * @param causes records in quarantine by the code of their cause, with those discarded
 * @param warnings accepted records by the rule they break without failing
 * @param lastCommit when the last batch that held a record was committed; empty if there was none
 * @param newestEventTime the newest event time of all accepted records; empty if there is none
 */
public record Counters(
    long received,
    long accepted,
    long acceptedBytes,
    long duplicates,
    long quarantined,
    long discarded,
    long rows,
    Map<String, Long> causes,
    Map<String, Long> warnings,
    Optional<Instant> lastCommit,
    Optional<Instant> newestEventTime) {

  /** Nothing counted yet. */
  public static final Counters ZERO =
      new Counters(0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), Optional.empty(), Optional.empty());

  /** Copies the maps, in the order of their keys. */
  public Counters {
    causes = Collections.unmodifiableMap(new TreeMap<>(causes));
    warnings = Collections.unmodifiableMap(new TreeMap<>(warnings));
  }

  /**
   * What is counted after one more commit. One without a record changes nothing.
   *
   * @param commit the batch
   * @param changes what it changed
   * @param at when it was committed
   * @return the new counters
   */
  public Counters plus(Commit commit, Changes changes, Instant at) {
    if (commit.size() == 0) {
      return this;
    }
    Optional<Instant> newest =
        EventTimes.newest(
            commit.layout().definition(),
            changes.accepted().stream().map(placed -> placed.candidate().row()).toList());
    int known = changes.duplicates().size();
    return new Counters(
        received + commit.received(),
        accepted + changes.accepted().size(),
        acceptedBytes + changes.accepted().stream().mapToLong(p -> p.candidate().bytes()).sum(),
        duplicates + known,
        quarantined
            + (commit.size() - changes.accepted().size() - known)
            - commit.arrival().released().size(),
        discarded,
        rows + changes.added().size() - changes.removed().size(),
        sum(causes, changes.causes(commit)),
        sum(warnings, changes.warnings()),
        Optional.of(at),
        Stream.concat(newestEventTime.stream(), newest.stream()).max(Comparator.naturalOrder()));
  }

  /**
   * The same with other maps.
   *
   * @param codes records in quarantine by the code of their cause
   * @param rules accepted records by the rule they break without failing
   * @return the counters
   */
  public Counters with(Map<String, Long> codes, Map<String, Long> rules) {
    return with(discarded, rows, codes, rules, newestEventTime);
  }

  /**
   * The same with another newest event time, for a version with another time column.
   *
   * @param newest the newest of all rows; empty if there is none
   * @return the counters
   */
  public Counters withNewest(Optional<Instant> newest) {
    return with(discarded, rows, causes, warnings, newest);
  }

  /**
   * What is counted after records were discarded from quarantine.
   *
   * @param records how many
   * @return the new counters
   */
  public Counters plusDiscarded(long records) {
    return with(discarded + records, rows, causes, warnings, newestEventTime);
  }

  /**
   * What is counted after rows have gone because of their age.
   *
   * @param expired how many
   * @return the new counters
   */
  public Counters minusRows(long expired) {
    return with(discarded, rows - expired, causes, warnings, newestEventTime);
  }

  /** What is received, accepted or known only changes with a commit. */
  private Counters with(
      long nowDiscarded,
      long nowRows,
      Map<String, Long> codes,
      Map<String, Long> rules,
      Optional<Instant> newest) {
    return new Counters(
        received,
        accepted,
        acceptedBytes,
        duplicates,
        quarantined,
        nowDiscarded,
        nowRows,
        codes,
        rules,
        lastCommit,
        newest);
  }

  private static Map<String, Long> sum(Map<String, Long> before, Map<String, Long> change) {
    Map<String, Long> sum = new TreeMap<>(before);
    change.forEach((code, records) -> sum.merge(code, records, Long::sum));
    sum.values().removeIf(records -> records == 0);
    return sum;
  }
}
