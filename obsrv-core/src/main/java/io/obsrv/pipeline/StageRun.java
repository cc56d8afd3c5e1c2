package io.obsrv.pipeline;

import io.obsrv.event.Event;
import io.obsrv.event.Rejected;
import io.obsrv.event.Stage;
import io.obsrv.telemetry.StageWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Takes one batch through its stages, one after the other: records that fail one are not given to
 * the next. Used once, by one thread.
 */
final class StageRun {
  private final List<Event> events;
  private final List<Rejected> rejected;
  private final BitSet failed = new BitSet();
  private final List<StageWork> work = new ArrayList<>();

  /** What a stage does with the record at a position. */
  interface Step {
    void apply(int index) throws RejectedException;
  }

  StageRun(List<Event> events, List<Rejected> rejected) {
    this.events = events;
    this.rejected = rejected;
  }

  void each(Stage stage, Step step) {
    long start = System.nanoTime();
    int records = events.size() - failed.cardinality();
    for (int i = failed.nextClearBit(0); i < events.size(); i = failed.nextClearBit(i + 1)) {
      try {
        step.apply(i);
      } catch (RejectedException e) {
        failed.set(i);
        rejected.add(new Rejected(i, events.get(i).raw(), e.rejection()));
      }
    }
    work.add(new StageWork(stage.label(), records, Duration.ofNanos(System.nanoTime() - start)));
  }

  List<StageWork> work() {
    return work;
  }
}
