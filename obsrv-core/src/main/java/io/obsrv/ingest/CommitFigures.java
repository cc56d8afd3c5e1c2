package io.obsrv.ingest;

import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.EventTimes;
import io.obsrv.telemetry.CommittedBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what a commit holds, for telemetry. */
final class CommitFigures {
  private CommitFigures() {}

  static CommittedBatch of(Commit commit, CommitResult.Committed committed) {
    List<Candidate> accepted =
        commit.candidates().stream()
            .filter(candidate -> !committed.duplicates().contains(candidate.index()))
            .toList();
    Map<String, Long> causes = new TreeMap<>();
    commit.rejected().stream()
        .filter(rejected -> committed.quarantineIds().containsKey(rejected.index()))
        .forEach(rejected -> causes.merge(rejected.rejection().code().name(), 1L, Long::sum));
    return new CommittedBatch(
        commit.size(),
        accepted.size(),
        accepted.stream().mapToLong(Candidate::bytes).sum(),
        committed.duplicates().size(),
        causes,
        receivedAt(commit, committed),
        committed.at(),
        EventTimes.newest(
            commit.layout().definition(), accepted.stream().map(Candidate::row).toList()));
  }

  private static Optional<Instant> receivedAt(Commit commit, CommitResult.Committed committed) {
    if (!commit.arrival().released().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        commit.size() == 0 ? committed.at() : commit.arrival().origin(0).receivedAt());
  }
}
