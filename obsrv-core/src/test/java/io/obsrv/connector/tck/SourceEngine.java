package io.obsrv.connector.tck;

import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a source as the engine does one that is replayable, keeping records and checkpoints
 * together. What it holds is what a database would hold, and outlives a crash. For one thread.
 */
final class SourceEngine {
  /**
   * How often a source that does not finish may have nothing before it is taken to have no more.
   */
  private static final int QUIET = 3;

  private static final Duration WAIT = Duration.ofMillis(50);
  private static final Duration MOMENT = Duration.ofMillis(1);

  /**
   * One poll.
   *
   * @param split what was read
   * @param batch what came
   */
  record Step(String split, SourceBatch batch) {}

  private final Supplier<Source> opener;
  private final int max;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Checkpoint> checkpoints = new HashMap<>();
  private final List<AutoCloseable> abandoned = new ArrayList<>();

  SourceEngine(Supplier<Source> opener, int max) {
    this.opener = opener;
    this.max = max;
  }

  List<Step> steps() {
    return steps;
  }

  List<Event> records() {
    return steps.stream().flatMap(step -> step.batch().records().stream()).toList();
  }

  /** Begins where something was left off. */
  void startAt(String split, Checkpoint checkpoint) {
    checkpoints.put(split, checkpoint);
  }

  /** Reads all there is, unless the process ends before. */
  void run(Calls calls) {
    calls.next();
    Source source = opener.get();
    abandoned.add(source);
    calls.next();
    for (Split split : source.splits()) {
      read(source, split, calls);
    }
    calls.next();
    source.close();
  }

  private void read(Source source, Split split, Calls calls) {
    calls.next();
    SplitReader reader = source.open(split, Optional.ofNullable(checkpoints.get(split.id())));
    abandoned.add(reader);
    Optional<SourceBatch> underWay = Optional.empty();
    int quiet = 0;
    boolean finished = false;
    while (!finished && quiet < QUIET) {
      calls.next();
      SourceBatch batch = reader.poll(max, underWay.isPresent() ? MOMENT : WAIT);
      quiet = batch.records().isEmpty() ? quiet + 1 : 0;
      finished = batch.finished();
      underWay.ifPresent(before -> keep(split, reader, before, calls));
      underWay = Optional.of(batch);
      // Behind a full batch, the next one is read while it is stored.
      if (finished || batch.records().size() < max) {
        keep(split, reader, batch, calls);
        underWay = Optional.empty();
      }
    }
    calls.next();
    reader.close();
  }

  private void keep(Split split, SplitReader reader, SourceBatch batch, Calls calls) {
    calls.next();
    steps.add(new Step(split.id(), batch));
    checkpoints.put(split.id(), batch.checkpoint());
    calls.next();
    reader.committed(batch.checkpoint());
  }

  /** Frees what crashes left behind, so that a test can end. */
  void cleanUp() {
    for (AutoCloseable each : abandoned) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing what a crash left behind failed", e);
      }
    }
  }
}
