package io.obsrv.storage;

import io.obsrv.event.Arrival;
import io.obsrv.event.Changes;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Envelopes;
import io.obsrv.event.QuarantineChange;
import io.obsrv.event.Receipt;
import io.obsrv.event.StoredRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commit of a batch: under the version that is live, by whoever has the lease, from where the
 * last one ended, and everything or nothing. Used once, under the lock of its dataset.
 *
 * @param parts what is stored
 * @param commit the batch
 * @param at when it is committed
 */
record MemoryCommit(MemoryParts parts, Commit commit, Instant at) {

  CommitResult write() {
    MemoryControl control = parts.control();
    control.refuseElsewhere(commit.layout());
    if (!control.admits()) {
      return new CommitResult.Refused();
    }
    if (!control.isLive(commit.layout())) {
      return new CommitResult.Superseded(control.liveVersion());
    }
    Optional<Receipt> first = parts.batches().find(commit, at);
    if (first.isPresent()) {
      return new CommitResult.Repeated(first.get());
    }
    if (parts.leases().isLost(commit.arrival().heldLease(), at)) {
      return new CommitResult.Fenced();
    }
    if (isOvertaken(commit.arrival())) {
      return new CommitResult.Overtaken();
    }
    return writeAdmitted();
  }

  /** Whether somebody else has read on, or has taken what is replayed out of quarantine. */
  private boolean isOvertaken(Arrival arrival) {
    return arrival.progress().filter(parts.checkpoints()::isOvertaken).isPresent()
        || !parts.quarantine().holds(arrival.released());
  }

  private CommitResult writeAdmitted() {
    Set<String> known = parts.batches().known(commit, at);
    Changes changes = changes(Envelopes.repeated(commit, known));
    List<CommitResult.Conflict> conflicts = parts.claims().conflicts(changes);
    if (!conflicts.isEmpty()) {
      return new CommitResult.Conflicting(conflicts);
    }
    List<MemoryTables.Step> steps = parts.tables().steps(changes.tables(commit));
    QuarantineChange quarantined =
        QuarantineChange.of(commit, changes.duplicates(), parts.quarantine().last(), at);
    Counters counters = parts.control().counters().plus(commit, changes, at);
    var committed = new CommitResult.Committed(changes.duplicates(), quarantined.ids(), at);

    // From here on nothing can fail, so that the batch is written whole.
    parts.rows().remove(changes.removed());
    parts.rows().add(commit, changes.added());
    steps.forEach(step -> MemoryTables.apply(step, () -> parts.rows().contents(commit.layout())));
    parts.keys().remember(commit, changes, at);
    parts.removals().remember(commit, changes);
    parts.claims().apply(changes);
    parts.quarantine().apply(quarantined);
    parts.batches().remember(commit, known, Receipt.of(commit, committed));
    parts.control().count(counters);
    commit.arrival().progress().ifPresent(parts.checkpoints()::put);
    return committed;
  }

  /** What the batch changes, against the keys there are. */
  private Changes changes(Set<Integer> repeated) {
    MemoryKeys keys = parts.keys();
    long last = parts.control().counters().accepted();
    if (!commit.layout().upserts()) {
      return Changes.appending(commit, repeated, keys.accepted(commit), at, last);
    }
    Set<String> wanted = new HashSet<>();
    commit.candidates().forEach(candidate -> wanted.add(candidate.key().orElseThrow()));
    Map<Long, StoredRow> present =
        parts.rows().read(commit.layout(), keys.sequences(wanted).values());
    return Changes.upserting(commit, repeated, keys.states(commit, present), last);
  }
}
