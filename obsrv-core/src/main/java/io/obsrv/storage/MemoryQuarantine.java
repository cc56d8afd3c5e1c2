package io.obsrv.storage;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineCause;
import io.obsrv.event.QuarantineChange;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The records in quarantine, by their numbers. Guarded by the lock of its dataset. */
final class MemoryQuarantine {
  private final TreeMap<Long, QuarantinedEvent> records = new TreeMap<>();
  private final List<QuarantineEntry> trail = new ArrayList<>();
  private long last;

  private record Cause(Stage stage, RejectionCode code) {}

  long last() {
    return last;
  }

  /** Whether records are there as they were read. */
  boolean holds(List<QuarantinedEvent> seen) {
    return seen.stream().allMatch(this::isUnchanged);
  }

  void apply(QuarantineChange change) {
    change.left().forEach(records::remove);
    change.put().forEach(record -> records.put(record.id(), record));
    last = Math.max(last, change.highest());
    trail.addAll(change.trail());
  }

  List<QuarantinedEvent> read(QuarantineFilter filter, long after, int limit) {
    return records.tailMap(after, false).values().stream()
        .filter(filter::accepts)
        .limit(limit)
        .toList();
  }

  List<QuarantineSize> sizes(QuarantineFilter filter, long after, int limit) {
    return read(filter, after, limit).stream()
        .map(record -> new QuarantineSize(record.id(), record.raw().length))
        .toList();
  }

  List<QuarantineCause> causes() {
    Map<Cause, QuarantineCause> causes = new LinkedHashMap<>();
    for (QuarantinedEvent record : records.values()) {
      Stage stage = record.rejection().stage();
      RejectionCode code = record.rejection().code();
      Instant at = record.receivedAt();
      causes.merge(
          new Cause(stage, code),
          new QuarantineCause(stage, code, 1, at, at),
          MemoryQuarantine::plus);
    }
    return causes.values().stream()
        .sorted(
            Comparator.comparingLong(QuarantineCause::records)
                .reversed()
                .thenComparing(cause -> cause.stage().name())
                .thenComparing(cause -> cause.code().name()))
        .toList();
  }

  private static QuarantineCause plus(QuarantineCause a, QuarantineCause b) {
    return new QuarantineCause(
        a.stage(),
        a.code(),
        a.records() + b.records(),
        a.oldest().isBefore(b.oldest()) ? a.oldest() : b.oldest(),
        a.newest().isAfter(b.newest()) ? a.newest() : b.newest());
  }

  boolean patch(QuarantinedEvent seen, byte[] raw, String actor, Instant at) {
    if (!isUnchanged(seen)) {
      return false;
    }
    records.put(
        seen.id(),
        new QuarantinedEvent(
            seen.id(),
            seen.receivedAt(),
            seen.version(),
            seen.source(),
            raw,
            seen.form().patched(),
            seen.rejection(),
            seen.attempts()));
    trail.add(new QuarantineEntry(seen.id(), at, actor, QuarantineAction.PATCHED, ""));
    return true;
  }

  List<Long> remove(
      List<Long> ids, QuarantineAction action, String actor, String reason, Instant at) {
    List<Long> removed = ids.stream().filter(id -> records.remove(id) != null).toList();
    removed.forEach(id -> trail.add(new QuarantineEntry(id, at, actor, action, reason)));
    return removed;
  }

  List<QuarantineEntry> trail(long record) {
    return trail.stream().filter(entry -> entry.record() == record).toList();
  }

  Stream<ArchiveEntry> entries() {
    return Stream.concat(
        List.copyOf(records.values()).stream().map(ArchiveEntry.Quarantined::new),
        List.copyOf(trail).stream().map(ArchiveEntry.Trail::new));
  }

  void restore(QuarantinedEvent record) {
    records.put(record.id(), record);
  }

  void restore(QuarantineEntry line) {
    trail.add(line);
  }

  /** Goes on behind the highest number so far. */
  void goOnBehind(long highest) {
    last = highest;
  }

  private boolean isUnchanged(QuarantinedEvent seen) {
    QuarantinedEvent present = records.get(seen.id());
    return present != null
        && present.attempts() == seen.attempts()
        && Arrays.equals(present.raw(), seen.raw());
  }
}
