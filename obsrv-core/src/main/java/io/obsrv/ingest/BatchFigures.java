package io.obsrv.ingest;

import io.obsrv.event.Candidate;
import io.obsrv.event.CommitResult;
import io.obsrv.event.EventTimes;
import io.obsrv.event.Layout;
import io.obsrv.event.Rejected;
import io.obsrv.pipeline.Processed;
import io.obsrv.telemetry.CommittedBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts a committed batch for telemetry. */
final class BatchFigures {
  private BatchFigures() {}

  static CommittedBatch of(
      Layout layout, Processed processed, Instant receivedAt, CommitResult.Committed committed) {
    List<Candidate> accepted =
        processed.candidates().stream()
            .filter(candidate -> !committed.duplicates().contains(candidate.index()))
            .toList();
    Map<String, Long> causes = new TreeMap<>();
    for (Rejected rejected : processed.rejected()) {
      causes.merge(rejected.rejection().code().name(), 1L, Long::sum);
    }
    return new CommittedBatch(
        processed.candidates().size() + processed.rejected().size(),
        accepted.size(),
        accepted.stream().mapToLong(Candidate::bytes).sum(),
        committed.duplicates().size(),
        causes,
        receivedAt,
        committed.at(),
        EventTimes.newest(layout.definition(), accepted.stream().map(Candidate::row).toList()));
  }
}
