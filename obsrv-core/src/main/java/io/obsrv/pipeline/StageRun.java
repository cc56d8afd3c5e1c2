package io.obsrv.pipeline;

import io.obsrv.event.Candidate;
import io.obsrv.event.Event;
import io.obsrv.event.Rejected;
import io.obsrv.event.Rejection;
import io.obsrv.event.Stage;
import io.obsrv.schema.Row;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupChange;
import io.obsrv.telemetry.StageWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Takes a part of a batch through the stages, one after the other: records that fail one are not
 * given to the next. Used once, by one thread at a time.
 */
final class StageRun {
  private final List<Event> records;
  private final int from;
  private final int to;
  private final IntFunction<Optional<String>> keys;
  private final BitSet failed = new BitSet();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<RollupChange> additions = new ArrayList<>();
  private final Map<Stage, StageWork> work = new EnumMap<>(Stage.class);

  /** When the time began that counts for the next stage. */
  private long start;

  /** What a stage does with the record at a position, and with no other. */
  interface Step {
    void apply(int index) throws RejectedException;
  }

  private StageRun(List<Event> records, int from, int to, IntFunction<Optional<String>> keys) {
    this.records = records;
    this.from = from;
    this.to = to;
    this.keys = keys;
  }

  /**
   * Divides a batch.
   *
   * @param records its records
   * @param parts into how many parts
   * @param keys the key of the record at a position, if it has been found
   */
  static List<StageRun> divide(List<Event> records, int parts, IntFunction<Optional<String>> keys) {
    return IntStream.range(0, parts)
        .mapToObj(
            part ->
                new StageRun(
                    records,
                    beginning(part, parts, records.size()),
                    beginning(part + 1, parts, records.size()),
                    keys))
        .toList();
  }

  private static int beginning(int part, int parts, int records) {
    return (int) ((long) records * part / parts);
  }

  /** Begins to count the time, which went by for something else. */
  void resume() {
    start = System.nanoTime();
  }

  /** Called again for the same stage, goes on with it. */
  void each(Stage stage, Step step) {
    int given = to - from - failed.cardinality();
    for (int i = next(from); i < to; i = next(i + 1)) {
      try {
        step.apply(i);
      } catch (RejectedException e) {
        failed.set(i);
        rejected.add(new Rejected(i, records.get(i), e.rejection(), keys.apply(i)));
      }
    }
    long end = System.nanoTime();
    work.merge(
        stage,
        new StageWork(stage.label(), given, Duration.ofNanos(end - start)),
        (before, more) -> before.longer(more.time()));
    start = end;
  }

  /** Makes candidates of the records that have failed no stage, and finds out what they add. */
  void conclude(IntFunction<Candidate> candidate, List<Rollup> rollups) {
    List<Row> rows = new ArrayList<>(to - from);
    for (int i = next(from); i < to; i = next(i + 1)) {
      Candidate passed = candidate.apply(i);
      candidates.add(passed);
      rows.add(passed.row());
    }
    rollups.forEach(rollup -> additions.add(RollupChange.of(rollup, rows, List.of())));
  }

  /** Rejects those that were candidates. */
  void reject(Rejection rejection) {
    candidates.forEach(
        each ->
            rejected.add(
                new Rejected(each.index(), records.get(each.index()), rejection, each.key())));
    candidates.clear();
    additions.clear();
  }

  private int next(int index) {
    return failed.nextClearBit(index);
  }

  List<Rejected> rejected() {
    return rejected;
  }

  List<Candidate> candidates() {
    return candidates;
  }

  /** What the candidates change in each aggregate table if all of them are added. */
  List<RollupChange> additions() {
    return additions;
  }

  /** What was done in each stage. */
  Map<Stage, StageWork> work() {
    return work;
  }
}
