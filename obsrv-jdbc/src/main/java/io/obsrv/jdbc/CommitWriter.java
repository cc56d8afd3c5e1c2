package io.obsrv.jdbc;

import io.obsrv.event.Changes;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Envelopes;
import io.obsrv.event.KeyState;
import io.obsrv.event.Progress;
import io.obsrv.event.QuarantineChange;
import io.obsrv.event.Receipt;
import io.obsrv.table.RollupChange;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a batch within a transaction, alone by the lock of the control row. */
final class CommitWriter {
  private final Session session;
  private final Commit commit;
  private final Control control;
  private final Instant at;
  private final CommitHook hook;

  /**
   * What the batch changes.
   *
   * @param changes the changes
   * @param present those keys of the batch that are remembered already
   */
  private record Keyed(Changes changes, Set<String> present) {}

  private CommitWriter(
      Session session, Commit commit, Control control, Instant at, CommitHook hook) {
    this.session = session;
    this.commit = commit;
    this.control = control;
    this.at = at;
    this.hook = hook;
  }

  static CommitResult write(Session session, Commit commit, Clock clock, CommitHook hook)
      throws SQLException {
    Control control = Control.lock(session);
    hook.reached(CommitStep.LOCKED);
    control.refuseElsewhere(commit.layout());
    if (!control.admits()) {
      return new CommitResult.Refused();
    }
    if (control.liveVersion() != commit.layout().version()) {
      return new CommitResult.Superseded(control.liveVersion());
    }
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new CommitWriter(session, commit, control, at, hook).write();
  }

  private CommitResult write() throws SQLException {
    Optional<Receipt> first = Batches.find(session, commit, at);
    if (first.isPresent()) {
      return new CommitResult.Repeated(first.get());
    }
    if (LeaseRows.isLost(session, commit.arrival().heldLease(), at)) {
      return new CommitResult.Fenced();
    }
    if (commit.arrival().progress().filter(this::isOvertaken).isPresent()
        || !Quarantine.holds(session, commit.arrival().released())) {
      return new CommitResult.Overtaken();
    }
    hook.reached(CommitStep.ADMITTED);
    Set<String> known = Batches.known(session, commit, at);
    Keyed keyed = keyed(Envelopes.repeated(commit, known));
    hook.reached(CommitStep.KEYED);
    List<CommitResult.Conflict> conflicts = Claims.conflicts(session, keyed.changes());
    if (!conflicts.isEmpty()) {
      return new CommitResult.Conflicting(conflicts);
    }
    hook.reached(CommitStep.UNCONTESTED);
    CommitResult.Committed committed = write(keyed);
    Batches.remember(session, commit, control, known, Receipt.of(commit, committed));
    hook.reached(CommitStep.REMEMBERED);
    return committed;
  }

  /** What the batch changes. */
  private Keyed keyed(Set<Integer> repeated) throws SQLException {
    long last = control.counters().accepted();
    if (commit.layout().upserts()) {
      Map<String, KeyState> stored = UpsertKeys.states(session, commit);
      return new Keyed(Changes.upserting(commit, repeated, stored, last), stored.keySet());
    }
    Map<String, Instant> stored = Keys.accepted(session, commit);
    return new Keyed(Changes.appending(commit, repeated, stored, at, last), stored.keySet());
  }

  private CommitResult.Committed write(Keyed keyed) throws SQLException {
    Changes changes = keyed.changes();
    RowTable.remove(session, changes.removed());
    hook.reached(CommitStep.REMOVED);
    RowTable.add(session, commit, changes.added());
    hook.reached(CommitStep.ADDED);
    if (commit.layout().upserts()) {
      UpsertKeys.remember(session, commit, changes, keyed.present(), at);
    } else {
      Keys.remember(session, changes, keyed.present(), at);
      Keys.forget(session, commit, control, changes, at);
    }
    hook.reached(CommitStep.KEYS_REMEMBERED);
    Claims.apply(session, changes);
    hook.reached(CommitStep.CLAIMED);
    aggregate(changes);
    QuarantineChange quarantined =
        QuarantineChange.of(commit, changes.duplicates(), control.lastQuarantine(), at);
    Quarantine.apply(session, quarantined);
    hook.reached(CommitStep.QUARANTINED);
    if (commit.size() > 0) {
      Control.count(
          session,
          control.counters().plus(commit, changes, at),
          Math.max(control.lastQuarantine(), quarantined.highest()));
      hook.reached(CommitStep.COUNTED);
      Causes.count(session, "_causes", "code", changes.causes(commit));
      Causes.count(session, "_warnings", "rule", changes.warnings());
      hook.reached(CommitStep.CAUSES_COUNTED);
    }
    commit.arrival().progress().ifPresent(step -> Checkpoints.put(session, step));
    hook.reached(CommitStep.CHECKPOINTED);
    return new CommitResult.Committed(changes.duplicates(), quarantined.ids(), at);
  }

  private void aggregate(Changes changes) throws SQLException {
    for (RollupChange change : changes.tables(commit)) {
      StaleGroups stale = GroupTable.change(session, change);
      GroupTable.recompute(session, commit.layout(), change.rollup(), stale);
      hook.reached(CommitStep.AGGREGATED);
    }
  }

  private boolean isOvertaken(Progress step) {
    return !Checkpoints.find(session, step.source(), step.split()).equals(step.from());
  }
}
