package io.obsrv.storage;

import static com.google.common.base.Preconditions.checkState;

import io.obsrv.error.Problem;
import io.obsrv.event.Candidate;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.Progress;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Row;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The namespace of one dataset. Its monitor guards everything in it: a commit, a switch and a read
 * exclude each other.
 */
final class MemoryDataset {
  private final MemoryRows rows = new MemoryRows();
  private final MemoryTables tables = new MemoryTables();
  private final MemoryKeys keys = new MemoryKeys();
  private final MemoryQuarantine quarantine = new MemoryQuarantine();
  private final Map<SplitName, Checkpoint> checkpoints = new HashMap<>();
  private Counters counters = Counters.ZERO;
  private OptionalInt live = OptionalInt.empty();
  private boolean open;

  private record SplitName(String source, String split) {}

  synchronized List<Problem> problems(Layout layout) {
    return rows.problems(layout);
  }

  synchronized void prepare(Layout layout) {
    rows.addColumns(layout);
  }

  synchronized void activate(Layout layout) {
    checkState(
        rows.hasColumnsOf(layout),
        "version %s of dataset '%s' was not prepared",
        layout.version(),
        layout.id());
    tables.activate(layout.rollups(), rows.read(layout).stream().map(StoredRow::row).toList());
    live = OptionalInt.of(layout.version());
    open = true;
  }

  synchronized void settle() {
    tables.settle();
  }

  synchronized void admit(boolean admitted) {
    open = admitted && live.isPresent();
  }

  synchronized CommitResult commit(Commit commit, Clock clock) {
    if (!open) {
      return new CommitResult.Refused();
    }
    if (live.orElseThrow() != commit.layout().version()) {
      return new CommitResult.Superseded(live.getAsInt());
    }
    if (commit.progress().filter(step -> !step.from().equals(present(step))).isPresent()) {
      return new CommitResult.Overtaken();
    }
    return write(commit, clock.instant());
  }

  private CommitResult.Committed write(Commit commit, Instant now) {
    Set<Integer> duplicates = keys.duplicates(commit, now);
    List<Candidate> accepted =
        commit.candidates().stream().filter(c -> !duplicates.contains(c.index())).toList();
    Map<MemoryTable, Collection<Group>> groups =
        tables.groupsOf(commit.layout().rollups(), accepted.stream().map(Candidate::row).toList());
    Counters next = counters.plus(commit, accepted, now);

    // From here on nothing can fail, so that the batch is written whole.
    rows.add(commit, accepted);
    keys.remember(accepted, now);
    groups.forEach(MemoryTable::merge);
    counters = next;
    commit.progress().ifPresent(step -> checkpoints.put(name(step), step.to()));
    return new CommitResult.Committed(duplicates, quarantine.add(commit), now);
  }

  synchronized Optional<Checkpoint> checkpoint(String source, String split) {
    return Optional.ofNullable(checkpoints.get(new SplitName(source, split)));
  }

  synchronized Counters counters() {
    return counters;
  }

  synchronized List<QuarantinedEvent> quarantined(long after, int limit) {
    return quarantine.read(after, limit);
  }

  synchronized List<StoredRow> rows(Layout layout) {
    return rows.read(layout);
  }

  synchronized List<Row> tableRows(Rollup rollup) {
    return tables.rows(rollup);
  }

  private Optional<Checkpoint> present(Progress step) {
    return Optional.ofNullable(checkpoints.get(name(step)));
  }

  private static SplitName name(Progress step) {
    return new SplitName(step.source(), step.split());
  }
}
