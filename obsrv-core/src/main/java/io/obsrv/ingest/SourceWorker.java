package io.obsrv.ingest;

import io.obsrv.connector.Capability;
import io.obsrv.connector.Role;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.Arrival;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Hold;
import io.obsrv.event.LeaseName;
import io.obsrv.event.Progress;
import io.obsrv.event.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads one source, split by split, from its stored checkpoints, each under a lease: one that
 * another process reads is passed over, and looked at again. A source without an end is asked for
 * its splits again and again; one with an end is read to it, by whichever process, before it is
 * completed here. Its state is that of its thread.
 */
final class SourceWorker extends ConnectorWorker {
  private static final Duration WAIT = Duration.ofMillis(200);

  private final BatchWriter writer;

  SourceWorker(IngestPorts ports, DatasetDefinition definition, String name, BatchWriter writer) {
    super(ports, definition, Role.SOURCE, name);
    this.writer = writer;
  }

  @Override
  RunState work() {
    backoff.at("");
    boolean bounded =
        answered("capabilities", ports.connectors().capabilities(definition, name))
            .contains(Capability.BOUNDED);
    try (Source source = answered("source", ports.connectors().openSource(definition, name))) {
      List<Split> splits = splits(source);
      while (true) {
        List<Split> elsewhere = new ArrayList<>();
        for (Split split : splits) {
          RunState state = read(source, split);
          if (state == RunState.RUNNING) {
            elsewhere.add(split);
          } else if (state != RunState.COMPLETED) {
            return state;
          }
        }
        if (bounded && elsewhere.isEmpty()) {
          return RunState.COMPLETED;
        }
        if (isStoppedWithin(bounded ? ports.leases().glance() : WAIT)) {
          return RunState.STOPPED;
        }
        splits = bounded ? elsewhere : splits(source);
      }
    }
  }

  private List<Split> splits(Source source) {
    backoff.at("");
    List<Split> splits = answered("splits", source.splits());
    succeeded();
    return splits;
  }

  /** Reads a split to its end; RUNNING means that another process reads it. */
  private RunState read(Source source, Split split) {
    backoff.at(split.id());
    String lease = LeaseName.ofSplit(key(Role.SOURCE, name), split.id());
    RunState state = RunState.RUNNING;
    while (state == RunState.RUNNING) {
      Optional<Hold> taken = take(lease);
      if (taken.isEmpty()) {
        return RunState.RUNNING;
      }
      try (Hold hold = taken.get()) {
        Optional<RunState> told = told();
        state = told.isPresent() ? told.get() : readSplit(source, split, hold);
      }
    }
    return state;
  }

  /** Reads a split to its end; RUNNING means that it has to be taken and opened again. */
  private RunState readSplit(Source source, Split split, Hold hold) {
    Optional<Checkpoint> from = ports.store().checkpoint(dataset(), name, split.id());
    try (SplitReader reader = using(answered("open", source.open(split, from)));
        Storing storing = new Storing(split, hold, reader, from)) {
      Optional<RunState> end = Optional.empty();
      while (end.isEmpty() && !isStopped()) {
        end = readBatch(reader, storing, hold);
      }
      return end.or(storing::settle).orElse(RunState.STOPPED);
    }
  }

  /** Reads one batch and begins to store it; answers how reading ends, if it does. */
  private Optional<RunState> readBatch(SplitReader reader, Storing storing, Hold hold) {
    int max = writer.scaling().batchSize();
    SourceBatch batch =
        answered("poll", reader.poll(max, storing.isUnderWay() ? Duration.ZERO : WAIT));
    if (isLeftBehind()) {
      return Optional.of(RunState.STOPPED);
    }
    if (hold.isLost()) {
      return Optional.of(RunState.RUNNING);
    }
    Optional<RunState> end = storing.store(batch);
    // Behind a full batch there are likely to be more records, which are read meanwhile.
    if (end.isEmpty() && (batch.finished() || batch.records().size() < max)) {
      end = storing.settle();
    }
    if (end.isPresent()) {
      return end;
    }
    if (!storing.isUnderWay()) {
      succeeded();
    }
    waits(answered("lag", reader.lag()));
    return batch.finished() ? Optional.of(RunState.COMPLETED) : Optional.empty();
  }

  /**
   * Stores the batches of a split one after the other, each while the next one is read and passes
   * the stages. Of the worker's thread.
   */
  private final class Storing implements AutoCloseable {
    private final Split split;
    private final Hold hold;
    private final SplitReader reader;
    private Optional<Checkpoint> from;
    private Optional<UnderWay> underWay = Optional.empty();

    /** A batch that is being committed. */
    private record UnderWay(BatchWriter.Staged batch, Supplier<CommitResult> result) {}

    Storing(Split split, Hold hold, SplitReader reader, Optional<Checkpoint> from) {
      this.split = split;
      this.hold = hold;
      this.reader = reader;
      this.from = from;
    }

    boolean isUnderWay() {
      return underWay.isPresent();
    }

    /** Begins to store a batch, behind the one before; answers how reading ends, if it does. */
    Optional<RunState> store(SourceBatch batch) {
      Optional<Checkpoint> to = Optional.of(batch.checkpoint());
      if (from.equals(to) && batch.records().isEmpty()) {
        return Optional.empty();
      }
      if (!writer.awaitTurn(batch.records().size(), SourceWorker.this::isStoppedWithin)) {
        return Optional.of(RunState.STOPPED);
      }
      Progress step = new Progress(name, split.id(), from, batch.checkpoint());
      BatchWriter.Staged staged =
          writer.stage(new Arrival.Pulled(writer.now(), step, hold.lease()), batch.records());
      Optional<RunState> end = settle();
      if (end.isEmpty()) {
        underWay = Optional.of(new UnderWay(staged, writer.begin(staged)));
        from = to;
      }
      return end;
    }

    /** Waits until nothing is under way; answers how reading ends if the batch was not stored. */
    Optional<RunState> settle() {
      if (underWay.isEmpty()) {
        return Optional.empty();
      }
      UnderWay last = underWay.get();
      underWay = Optional.empty();
      CommitResult result = last.result().get();
      if (result instanceof CommitResult.Overtaken || result instanceof CommitResult.Fenced) {
        return Optional.of(RunState.RUNNING);
      }
      if (result instanceof CommitResult.Refused) {
        return Optional.of(refused());
      }
      took(last.batch().events().size());
      last.batch().arrival().progress().map(Progress::to).ifPresent(reader::committed);
      succeeded();
      return Optional.empty();
    }

    /** What is under way comes to its end, whatever ends the reading. */
    @Override
    public void close() {
      Optional<RunState> unused = settle();
    }
  }
}
