package io.obsrv.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the commits of a dataset have counted since it was first published; {@code received =
 * accepted + duplicates + quarantined}.
 *
 * @param received records that arrived
 * @param accepted records that became rows
 * @param acceptedBytes their size as they arrived
 * @param duplicates records whose key was known
 * @param quarantined records that failed
 * @param causes quarantined records by the code of their cause
 * @param lastCommit when the last batch that held a record was committed; empty if there was none
 * @param newestEventTime the newest event time of all accepted rows; empty if there is none
 */
public record Counters(
    long received,
    long accepted,
    long acceptedBytes,
    long duplicates,
    long quarantined,
    Map<String, Long> causes,
    Optional<Instant> lastCommit,
    Optional<Instant> newestEventTime) {

  /** Nothing counted yet. */
  public static final Counters ZERO =
      new Counters(0, 0, 0, 0, 0, Map.of(), Optional.empty(), Optional.empty());

  /** Copies the map, in the order of the codes. */
  public Counters {
    causes = Collections.unmodifiableMap(new TreeMap<>(causes));
  }

  /**
   * What is counted after one more commit. One that received nothing changes nothing.
   *
   * @param commit what was received
   * @param accepted those of its candidates that became rows
   * @param at when it was committed
   * @return the new counters
   */
  public Counters plus(Commit commit, List<Candidate> accepted, Instant at) {
    if (commit.received() == 0) {
      return this;
    }
    Map<String, Long> codes = new TreeMap<>(causes);
    commit.rejected().forEach(r -> codes.merge(r.rejection().code().name(), 1L, Long::sum));
    Optional<Instant> newest =
        EventTimes.newest(
            commit.layout().definition(), accepted.stream().map(Candidate::row).toList());
    return new Counters(
        received + commit.received(),
        this.accepted + accepted.size(),
        acceptedBytes + accepted.stream().mapToLong(Candidate::bytes).sum(),
        duplicates + commit.candidates().size() - accepted.size(),
        quarantined + commit.rejected().size(),
        codes,
        Optional.of(at),
        Stream.concat(newestEventTime.stream(), newest.stream()).max(Comparator.naturalOrder()));
  }
}
