package io.obsrv.metrics;

import io.obsrv.telemetry.StageWork;
import java.util.LinkedHashMap;
import java.util.Map;

/** Time per record and stage. */
final class StageMetrics {
  private final ByName<RecordTimer> stages;

  StageMetrics(RegistryEntries entries, Clocks clocks) {
    stages = new ByName<>(entries, "processing", () -> new RecordTimer(clocks.ticks()));
  }

  void processed(StageWork work) {
    if (work.records() > 0) {
      stages.of(work.stage()).update(work.time().dividedBy(work.records()), work.records());
    }
  }

  Map<String, Percentiles> times() {
    Map<String, Percentiles> times = new LinkedHashMap<>();
    stages.all().forEach((stage, timer) -> times.put(stage, Percentiles.of(timer.getSnapshot())));
    return times;
  }
}
