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
    try (SplitReader reader = using(answered("open", source.open(split, from)))) {
      while (!isStopped()) {
        SourceBatch batch = answered("poll", reader.poll(writer.scaling().batchSize(), WAIT));
        if (isLeftBehind()) {
          return RunState.STOPPED;
        }
        if (hold.isLost()) {
          return RunState.RUNNING;
        }
        Optional<Checkpoint> to = Optional.of(batch.checkpoint());
        if (!from.equals(to) || !batch.records().isEmpty()) {
          if (!writer.awaitTurn(batch.records().size(), this::isStoppedWithin)) {
            return RunState.STOPPED;
          }
          Progress step = new Progress(name, split.id(), from, batch.checkpoint());
          Arrival arrival = new Arrival.Pulled(writer.now(), step, hold.lease());
          CommitResult result = writer.write(arrival, batch.records()).result();
          if (result instanceof CommitResult.Overtaken || result instanceof CommitResult.Fenced) {
            return RunState.RUNNING;
          }
          if (result instanceof CommitResult.Refused) {
            return refused();
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
