package io.obsrv.jdbc;

import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Progress;
import io.obsrv.schema.Row;
import io.obsrv.table.Rollup;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Writes a batch within a transaction, alone by the lock of the control row. */
final class CommitWriter {
  private CommitWriter() {}

  static CommitResult write(Session session, Commit commit, Clock clock) throws SQLException {
    Control control = Control.lock(session);
    if (!control.admits()) {
      return new CommitResult.Refused();
    }
    if (control.liveVersion() != commit.layout().version()) {
      return new CommitResult.Superseded(control.liveVersion());
    }
    if (commit.progress().filter(step -> isOvertaken(session, step)).isPresent()) {
      return new CommitResult.Overtaken();
    }
    return write(
        session, commit, control.counters(), clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static CommitResult write(Session session, Commit commit, Counters before, Instant at)
      throws SQLException {
    Set<Integer> duplicates = Keys.remember(session, commit, at);
    List<Candidate> accepted =
        commit.candidates().stream().filter(c -> !duplicates.contains(c.index())).toList();
    RowTable.add(session, commit, accepted, before.accepted());
    List<Row> rows = accepted.stream().map(Candidate::row).toList();
    for (Rollup rollup : commit.layout().rollups()) {
      GroupTable.merge(session, rollup, rows);
    }
    List<Long> quarantineIds = Quarantine.add(session, commit, before.quarantined());
    if (commit.received() > 0) {
      Control.count(session, before.plus(commit, accepted, at));
      Causes.count(session, commit.rejected());
    }
    commit.progress().ifPresent(step -> Checkpoints.put(session, step));
    return new CommitResult.Committed(duplicates, quarantineIds, at);
  }

  private static boolean isOvertaken(Session session, Progress step) {
    return !Checkpoints.find(session, step.source(), step.split()).equals(step.from());
  }
}
