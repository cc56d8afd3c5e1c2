package io.obsrv.ingest;

import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Rejected;
import io.obsrv.event.Rejection;
import io.obsrv.pipeline.Pipeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Sends records through the stages of a version and no further. */
final class Trial {
  private Trial() {}

  static List<TrialOutcome> run(Pipeline pipeline, List<QuarantinedEvent> records) {
    Map<Integer, Rejection> rejected = new HashMap<>();
    for (Rejected each : pipeline.again(QuarantineQueue.events(records)).rejected()) {
      rejected.put(each.index(), each.rejection());
    }
    return IntStream.range(0, records.size())
        .mapToObj(i -> new TrialOutcome(records.get(i).id(), Optional.ofNullable(rejected.get(i))))
        .toList();
  }
}
