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
import io.obsrv.event.Progress;
import io.obsrv.event.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads one source, split by split, from its stored checkpoints. A source without an end is asked
 * for its splits again and again. Its state is that of its thread.
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
      RunState state = readSplits(source);
      while (state == RunState.COMPLETED && !bounded) {
        state = isStoppedWithin(WAIT) ? RunState.STOPPED : readSplits(source);
      }
      return state;
    }
  }

  private RunState readSplits(Source source) {
    backoff.at("");
    List<Split> splits = answered("splits", source.splits());
    succeeded();
    for (Split split : splits) {
      backoff.at(split.id());
      RunState state = RunState.RUNNING;
      while (state == RunState.RUNNING) {
        state = readSplit(source, split);
      }
      if (state != RunState.COMPLETED) {
        return state;
      }
    }
    return RunState.COMPLETED;
  }

  /** Reads a split to its end; RUNNING means that it has to be opened again. */
  private RunState readSplit(Source source, Split split) {
    Optional<Checkpoint> from = ports.store().checkpoint(dataset(), name, split.id());
    try (SplitReader reader = using(answered("open", source.open(split, from)))) {
      while (!isStopped()) {
        SourceBatch batch = answered("poll", reader.poll(writer.scaling().batchSize(), WAIT));
        if (isLeftBehind()) {
          return RunState.STOPPED;
        }
        Optional<Checkpoint> to = Optional.of(batch.checkpoint());
        if (!from.equals(to) || !batch.records().isEmpty()) {
          if (!writer.awaitTurn(batch.records().size(), this::isStoppedWithin)) {
            return RunState.STOPPED;
          }
          Progress step = new Progress(name, split.id(), from, batch.checkpoint());
          CommitResult result =
              writer.write(new Arrival.Pulled(writer.now(), step), batch.records()).result();
          if (result instanceof CommitResult.Overtaken) {
            return RunState.RUNNING;
          }
          if (result instanceof CommitResult.Refused) {
            return RunState.STOPPED;
          }
          from = to;
          took(batch.records().size());
          reader.committed(batch.checkpoint());
        }
        succeeded();
        waits(answered("lag", reader.lag()));
        if (batch.finished()) {
          return RunState.COMPLETED;
        }
      }
      return RunState.STOPPED;
    }
  }
}
