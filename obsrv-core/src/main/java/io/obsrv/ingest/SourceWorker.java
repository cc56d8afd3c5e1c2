package io.obsrv.ingest;

import io.obsrv.connector.Capability;
import io.obsrv.connector.Role;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Hold;
import io.obsrv.event.LeaseName;
import io.obsrv.event.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one source, split by split, from its stored checkpoints, each under a lease: one that
 * another process reads is passed over, and looked at again. A source without an end is asked for
 * its splits again and again; one with an end is read to it, by whichever process, before it is
 * completed here. While a batch is committed by a worker that is free, a source that can be read
 * again reads the next one. Its state is that of its thread.
 */
final class SourceWorker extends ConnectorWorker {
  private static final Logger LOG = LoggerFactory.getLogger(SourceWorker.class);
  private static final Duration WAIT = Duration.ofMillis(200);

  /** So long it waits for records that are read ahead. */
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final CommitWriter writer;

  /** Found when work begins. */
  private boolean isReplayable;

  SourceWorker(IngestPorts ports, DatasetDefinition definition, String name, CommitWriter writer) {
    super(ports, definition, Role.SOURCE, name);
    this.writer = writer;
  }

  @Override
  RunState work() {
    backoff.at("");
    Set<Capability> capabilities =
        answered("capabilities", ports.connectors().capabilities(definition, name));
    boolean bounded = capabilities.contains(Capability.BOUNDED);
    isReplayable = capabilities.contains(Capability.REPLAYABLE);
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
    while (!isStopped()) {
      Optional<Hold> taken = take(lease);
      if (taken.isEmpty()) {
        return RunState.RUNNING;
      }
      Optional<RunState> end = under(taken.get(), hold -> readSplit(source, split, hold));
      if (end.isPresent()) {
        return end.get();
      }
    }
    return RunState.STOPPED;
  }

  /** Reads a split to its end; empty if it has to be taken and opened again. */
  private Optional<RunState> readSplit(Source source, Split split, Hold hold) {
    Optional<Checkpoint> from = ports.store().checkpoint(dataset(), name, split.id());
    SplitCommits commits = new SplitCommits(writer, name, split, hold.lease(), from);
    try (SplitReader reader = using(answered("open", source.open(split, from)))) {
      return Optional.of(readOn(reader, commits, hold)).filter(end -> end != RunState.RUNNING);
    }
  }

  /** What became of a batch comes before what came of reading on meanwhile. */
  private RunState readOn(SplitReader reader, SplitCommits commits, Hold hold) {
    Optional<RunState> end = Optional.empty();
    try {
      while (end.isEmpty() && !isStopped()) {
        end = readBatch(reader, commits, hold);
      }
    } catch (Throwable e) {
      Optional<RunState> before = settleBehind(e, reader, commits);
      if (before.isPresent()) {
        LOG.debug("Source '{}' of '{}' failed behind what was not stored.", name, dataset(), e);
        return before.get();
      }
      throw e;
    }
    Optional<RunState> last = settle(reader, commits);
    return last.isPresent() ? last.get() : end.orElse(RunState.STOPPED);
  }

  private Optional<RunState> settleBehind(
      Throwable failure, SplitReader reader, SplitCommits commits) {
    try {
      return settle(reader, commits);
    } catch (Throwable e) {
      e.addSuppressed(failure);
      throw e;
    }
  }

  /** Polls once, and begins to store what that answers; answers how reading ends, if it does. */
  private Optional<RunState> readBatch(SplitReader reader, SplitCommits commits, Hold hold) {
    int max = writer.scaling().batchSize();
    SourceBatch batch = answered("poll", reader.poll(max, commits.isUnderWay() ? MOMENT : WAIT));
    if (isLeftBehind()) {
      return Optional.of(RunState.STOPPED);
    }
    if (hold.isLost()) {
      return Optional.of(RunState.RUNNING);
    }
    Optional<RunState> end = store(batch, reader, commits);
    if (end.isEmpty() && !readsAhead(batch, max, commits)) {
      end = settle(reader, commits);
    }
    if (end.isPresent()) {
      return end;
    }
    if (!commits.isUnderWay()) {
      succeeded();
    }
    waits(commits.waiting(answered("lag", reader.lag())));
    return batch.finished() ? Optional.of(RunState.COMPLETED) : Optional.empty();
  }

  /**
   * Lets a batch pass the stages, and begins to commit it behind the one before. One that was read
   * ahead, or waits for its turn, is let go of when the source is told to stop, as if it had not
   * been read; but not one that cannot be read again.
   */
  private Optional<RunState> store(SourceBatch batch, SplitReader reader, SplitCommits commits) {
    if (!commits.isNew(batch)) {
      return Optional.empty();
    }
    boolean isAhead = commits.isUnderWay();
    Optional<RunState> end = isAhead && isRateBound() ? settle(reader, commits) : Optional.empty();
    if (end.isPresent()) {
      return end;
    }
    boolean isItsTurn = writer.awaitTurn(batch.records().size(), this::isStoppedWithin);
    if ((!isItsTurn && isReplayable) || isOver(isAhead)) {
      return Optional.of(RunState.STOPPED);
    }
    CommitWriter.Staged staged = commits.stage(batch);
    end = settle(reader, commits);
    if (end.isEmpty() && isOver(isAhead)) {
      end = Optional.of(RunState.STOPPED);
    }
    if (end.isEmpty()) {
      commits.begin(batch, staged);
    }
    return end;
  }

  private boolean isOver(boolean isAhead) {
    return isLeftBehind() || (isAhead && isStopped());
  }

  private boolean isRateBound() {
    return writer.scaling().recordsPerSecond().isPresent();
  }

  /**
   * Whether to read on while a batch is committed: where there are likely to be more records, which
   * need not wait for their turn, and can be read again if the batch is not stored.
   */
  private boolean readsAhead(SourceBatch batch, int max, SplitCommits commits) {
    return isReplayable
        && batch.records().size() >= max
        && !batch.finished()
        && !isRateBound()
        && commits.isBusy();
  }

  /** Waits for what is being committed; answers how reading ends if it was not stored. */
  private Optional<RunState> settle(SplitReader reader, SplitCommits commits) {
    Optional<SplitCommits.Ended> ended = commits.end();
    if (ended.isEmpty()) {
      return Optional.empty();
    }
    CommitResult result = ended.get().result();
    if (result instanceof CommitResult.Overtaken || result instanceof CommitResult.Fenced) {
      return Optional.of(RunState.RUNNING);
    }
    if (result instanceof CommitResult.Refused) {
      return Optional.of(refused());
    }
    SourceBatch batch = ended.get().batch();
    took(batch.records().size());
    if (!isLeftBehind()) {
      reader.committed(batch.checkpoint());
    }
    succeeded();
    return Optional.empty();
  }
}
