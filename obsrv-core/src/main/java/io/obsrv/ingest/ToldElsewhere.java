package io.obsrv.ingest;

import io.obsrv.event.ConnectorRun;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What the connectors of a dataset were told in other processes, found by looking at what is kept
 * of them. Guarded by the lock of whoever owns it.
 */
final class ToldElsewhere {
  private final KeptRuns runs;
  private final Map<String, ConnectorRun> seen = new HashMap<>();
  private boolean begun;

  ToldElsewhere(KeptRuns runs) {
    this.runs = runs;
  }

  /** What was told up to now is known; from then on it is news. */
  void begin() {
    if (!begun) {
      seen.putAll(runs.all());
      begun = true;
    }
  }

  /** What was told in this process is no news. */
  void here(String connector, ConnectorRun run) {
    seen.put(connector, run);
  }

  /** Does what is new since this was done last, by role and name; what fails stays new. */
  void follow(BiConsumer<String, ConnectorRun> obeying) {
    new TreeMap<>(runs.all())
        .forEach(
            (connector, run) -> {
              if (!run.equals(seen.get(connector))) {
                obeying.accept(connector, run);
                seen.put(connector, run);
              }
            });
  }
}
