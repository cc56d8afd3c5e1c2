package io.obsrv.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a batch changes in quarantine: the pure part of a commit, the same for every store. A record
 * that fails again keeps its number.
 *
 * @param left the numbers of the records that are not there any more, or are put again
 * @param put the records that are there now
 * @param ids their numbers, by position in the batch
 * @param trail what happened to each
 */
public record QuarantineChange(
    List<Long> left,
    List<QuarantinedEvent> put,
    Map<Integer, Long> ids,
    List<QuarantineEntry> trail) {

  /**
   * The change that a batch makes.
   *
   * @param commit the batch
   * @param duplicates positions of its records that were known
   * @param last the highest number that was given so far
   * @param at when
   * @return the change
   */
  public static QuarantineChange of(Commit commit, Set<Integer> duplicates, long last, Instant at) {
    QuarantineChange change =
        new QuarantineChange(
            commit.arrival().released().stream().map(QuarantinedEvent::id).toList(),
            new ArrayList<>(),
            new TreeMap<>(),
            new ArrayList<>());
    long next = last + 1;
    for (Rejected rejected : commit.rejected()) {
      if (!duplicates.contains(rejected.index())) {
        next = change.put(commit, rejected, next, at);
      }
    }
    if (commit.arrival() instanceof Arrival.Replayed replayed) {
      change.release(replayed, duplicates, at);
    } else if (commit.arrival() instanceof Arrival.Unpacked unpacked) {
      change.release(unpacked, at);
    }
    return change;
  }

  /**
   * The highest number that is given.
   *
   * @return the number; 0 if no record is put
   */
  public long highest() {
    return put.stream().mapToLong(QuarantinedEvent::id).max().orElse(0);
  }

  private long put(Commit commit, Rejected rejected, long next, Instant at) {
    Origin origin = commit.arrival().origin(rejected.index());
    Optional<QuarantinedEvent> before = commit.arrival().before(rejected);
    long id = before.map(QuarantinedEvent::id).orElse(next);
    int attempts = before.map(QuarantinedEvent::attempts).orElse(0) + 1;
    String actor = commit.arrival().askedBy().orElse(origin.source());
    QuarantineAction action =
        before.isPresent() ? QuarantineAction.FAILED_AGAIN : QuarantineAction.QUARANTINED;
    put.add(
        new QuarantinedEvent(
            id,
            origin.receivedAt(),
            commit.layout().version(),
            origin.source(),
            rejected.record().raw(),
            rejected.record().form(),
            rejected.rejection(),
            attempts));
    ids.put(rejected.index(), id);
    trail.add(new QuarantineEntry(id, at, actor, action, rejected.rejection().code().name()));
    return id == next ? next + 1 : next;
  }

  private void release(Arrival.Unpacked unpacked, Instant at) {
    long id = unpacked.envelope().id();
    if (!ids.containsValue(id)) {
      trail.add(new QuarantineEntry(id, at, unpacked.actor(), QuarantineAction.UNPACKED, ""));
    }
  }

  private void release(Arrival.Replayed replayed, Set<Integer> duplicates, Instant at) {
    for (int i = 0; i < replayed.records().size(); i++) {
      if (!ids.containsKey(i)) {
        QuarantineAction action =
            duplicates.contains(i) ? QuarantineAction.DUPLICATE : QuarantineAction.ACCEPTED;
        trail.add(
            new QuarantineEntry(replayed.records().get(i).id(), at, replayed.actor(), action, ""));
      }
    }
  }
}
