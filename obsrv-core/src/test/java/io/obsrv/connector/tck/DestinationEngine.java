package io.obsrv.connector.tck;

import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes to a destination as the engine does. The position it holds is what a database would hold,
 * and outlives a crash. For one thread.
 */
final class DestinationEngine {
  private final Supplier<Destination> opener;
  private final List<DestinationRecord> log;
  private final int max;
  private final List<Destination> abandoned = new ArrayList<>();
  private long stored;

  DestinationEngine(Supplier<Destination> opener, List<DestinationRecord> log, int max) {
    this.opener = opener;
    this.log = log;
    this.max = max;
  }

  long stored() {
    return stored;
  }

  /** Writes all there is, unless the process ends before. */
  void run(Calls calls) {
    calls.next();
    Destination destination = opener.get();
    abandoned.add(destination);
    calls.next();
    long begin = Math.max(stored, destination.position().orElse(0L));
    List<DestinationRecord> rest = log.stream().filter(r -> r.sequence() > begin).toList();
    for (int i = 0; i < rest.size(); i += max) {
      calls.next();
      DestinationResult result =
          destination.write(new DestinationBatch(rest.subList(i, Math.min(i + max, rest.size()))));
      calls.next();
      keep(result);
      calls.next();
      destination.idle().ifPresent(this::keep);
    }
    calls.next();
    destination.flush().ifPresent(this::keep);
    calls.next();
    destination.close();
  }

  private void keep(DestinationResult result) {
    stored = Math.max(stored, result.durable());
  }

  /** Frees what crashes left behind, so that a test can end. */
  void cleanUp() {
    abandoned.forEach(Destination::close);
  }
}
