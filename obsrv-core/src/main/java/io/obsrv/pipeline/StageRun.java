package io.obsrv.pipeline;

import io.obsrv.event.Event;
import io.obsrv.event.Rejected;
import io.obsrv.event.Stage;
import io.obsrv.telemetry.StageWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Takes one batch through its stages, one after the other: records that fail one are not given to
 * the next. Used once, by one thread.
 */
final class StageRun {
  private final List<Event> records;
  private final List<Rejected> rejected;
  private final IntFunction<Optional<String>> keys;
  private final BitSet failed = new BitSet();
  private final List<StageWork> work = new ArrayList<>();

  /** When the time began that counts for the next stage. */
  private long start;

  /** What a stage does with the record at a position. */
  interface Step {
    void apply(int index) throws RejectedException;
  }

  /**
   * For one batch.
   *
   * @param records its records
   * @param rejected gets those that fail
   * @param keys the key of the record at a position, if it has been found
   * @param start when work on the batch began
   */
  StageRun(
      List<Event> records,
      List<Rejected> rejected,
      IntFunction<Optional<String>> keys,
      long start) {
    this.records = records;
    this.rejected = rejected;
    this.keys = keys;
    this.start = start;
  }

  /** Called again for the same stage, goes on with it. */
  void each(Stage stage, Step step) {
    int given = records.size() - failed.cardinality();
    for (int i = failed.nextClearBit(0); i < records.size(); i = failed.nextClearBit(i + 1)) {
      try {
        step.apply(i);
      } catch (RejectedException e) {
        failed.set(i);
        rejected.add(new Rejected(i, records.get(i), e.rejection(), keys.apply(i)));
      }
    }
    long end = System.nanoTime();
    took(stage.label(), given, Duration.ofNanos(end - start));
    start = end;
  }

  /** The records that have failed no stage. */
  void passed(IntConsumer use) {
    for (int i = failed.nextClearBit(0); i < records.size(); i = failed.nextClearBit(i + 1)) {
      use.accept(i);
    }
  }

  List<StageWork> work() {
    return work;
  }

  private void took(String stage, int given, Duration time) {
    int last = work.size() - 1;
    if (last >= 0 && work.get(last).stage().equals(stage)) {
      StageWork before = work.get(last);
      work.set(last, new StageWork(stage, before.records(), before.time().plus(time)));
    } else {
      work.add(new StageWork(stage, given, time));
    }
  }
}
