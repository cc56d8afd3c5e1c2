package io.obsrv.ingest;

import static com.google.common.base.Preconditions.checkState;

import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.Split;
import io.obsrv.dataset.HeldLease;
import io.obsrv.event.Arrival;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Progress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What polls of one split answered, on its way to be stored: one batch is committed, on a thread of
 * its own if a worker is free, while the next one is read and passes the stages. Of the source's
 * thread.
 */
final class SplitCommits {
  private final CommitWriter writer;
  private final String source;
  private final Split split;
  private final Optional<HeldLease> lease;
  private Optional<Checkpoint> from;
  private Optional<UnderWay> underWay = Optional.empty();

  private record UnderWay(SourceBatch batch, Pending<CommitResult> result) {}

  /** A batch, and what became of it. */
  record Ended(SourceBatch batch, CommitResult result) {}

  SplitCommits(
      CommitWriter writer,
      String source,
      Split split,
      Optional<HeldLease> lease,
      Optional<Checkpoint> from) {
    this.writer = writer;
    this.source = source;
    this.split = split;
    this.lease = lease;
    this.from = from;
  }

  /** Whether there is anything of a batch to store. */
  boolean isNew(SourceBatch batch) {
    return !batch.records().isEmpty() || !from.equals(Optional.of(batch.checkpoint()));
  }

  /** Lets a batch pass the stages that is behind all those before. */
  CommitWriter.Staged stage(SourceBatch batch) {
    Progress step = new Progress(source, split.id(), from, batch.checkpoint());
    return writer.stage(new Arrival.Pulled(writer.now(), step, lease), batch.records());
  }

  /** Begins to commit a batch, while none is under way. */
  void begin(SourceBatch batch, CommitWriter.Staged staged) {
    checkState(underWay.isEmpty(), "a batch of split '%s' is under way", split.id());
    from = Optional.of(batch.checkpoint());
    underWay = Optional.of(new UnderWay(batch, writer.begin(staged)));
  }

  /** Whether a batch was begun whose end nobody was told. */
  boolean isUnderWay() {
    return underWay.isPresent();
  }

  /** Whether a batch is being committed now. */
  boolean isBusy() {
    return underWay.filter(batch -> !batch.result().isDone()).isPresent();
  }

  /** How many records wait, with those under way, behind which so many do. */
  OptionalLong waiting(OptionalLong behind) {
    long size = underWay.map(batch -> batch.batch().records().size()).orElse(0);
    return behind.isPresent() ? OptionalLong.of(behind.getAsLong() + size) : behind;
  }

  /** Waits for the batch that is under way; empty if there is none. */
  Optional<Ended> end() {
    Optional<UnderWay> last = underWay;
    underWay = Optional.empty();
    return last.map(batch -> new Ended(batch.batch(), batch.result().await()));
  }
}
