package io.obsrv.storage;

import static com.google.common.base.Preconditions.checkState;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.Location;
import io.obsrv.error.Problem;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveInput;
import io.obsrv.event.Changes;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.ContradictingRows;
import io.obsrv.event.Counters;
import io.obsrv.event.Delivery;
import io.obsrv.event.Envelopes;
import io.obsrv.event.EventTimes;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Hold;
import io.obsrv.event.Holding;
import io.obsrv.event.Layout;
import io.obsrv.event.LeaseName;
import io.obsrv.event.Lookup;
import io.obsrv.event.LostGroups;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineChange;
import io.obsrv.event.Receipt;
import io.obsrv.event.RowsState;
import io.obsrv.event.StoredChange;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Row;
import io.obsrv.table.Rollup;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The namespace of one dataset. Its monitor guards everything in it: a commit, a switch and a read
 * exclude each other.
 */
final class MemoryDataset {
  private final MemoryRows rows = new MemoryRows();
  private final MemoryTables tables = new MemoryTables();
  private final MemoryKeys keys = new MemoryKeys();
  private final MemoryRemovals removals = new MemoryRemovals();
  private final MemoryClaims claims = new MemoryClaims();
  private final MemoryBatches batches = new MemoryBatches();
  private final MemoryQuarantine quarantine = new MemoryQuarantine();
  private final MemoryConnectors connectors = new MemoryConnectors();
  private final MemoryCheckpoints checkpoints = new MemoryCheckpoints();
  private final MemoryLeases leases = new MemoryLeases();
  private final MemoryRefill refill = new MemoryRefill(rows);
  private final MemoryFeed feed = new MemoryFeed(rows, removals);
  private final MemoryParts parts =
      new MemoryParts(
          rows, keys, removals, claims, tables, quarantine, batches, checkpoints, connectors);
  private Counters counters = Counters.ZERO;
  private Optional<Layout> live = Optional.empty();
  private Optional<DatasetDefinition> prepared = Optional.empty();
  private long expired;
  private boolean open;

  synchronized List<Problem> problems(Layout layout) {
    return rows.problems(layout);
  }

  synchronized void prepare(Layout layout, Hold hold) {
    hold.require();
    if (isLive(layout)) {
      return;
    }
    if (!prepared.equals(Optional.of(layout.definition()))) {
      rows.abandon();
    }
    rows.addColumns(layout);
    prepared = Optional.of(layout.definition());
  }

  synchronized void backfill(Layout layout, OnContradiction policy, Hold hold) {
    hold.require();
    if (!isLive(layout)) {
      List<StoredRow> unused = refill.rows(layout, policy);
    }
  }

  synchronized void activate(Layout layout, OnContradiction policy, Hold hold) {
    hold.require();
    refuseElsewhere(layout);
    boolean isFirst = live.isEmpty();
    if (!isLive(layout)) {
      publish(layout, policy);
    }
    open |= isFirst;
  }

  private void publish(Layout layout, OnContradiction policy) {
    checkState(
        rows.hasColumnsOf(layout),
        "version %s of dataset '%s' was not prepared",
        layout.version(),
        layout.id());
    List<StoredRow> refilled = refill.rows(layout, policy);
    policy.decide(layout, tables.losses(layout.rollups()));
    rows.replace(layout.columns(), refilled);
    rows.publish();
    if (layout.rekeys()) {
      keys.rebuild(layout, refilled);
    }
    if (layout.retimes()) {
      counters = counters.withNewest(EventTimes.newest(layout.definition(), contents(layout)));
    }
    tables.activate(layout.rollups(), contents(layout));
    claims.activate(layout, refilled);
    live = Optional.of(layout);
  }

  synchronized List<ContradictingRows> contradictions(Layout layout) {
    return refill.contradictions(layout);
  }

  private boolean isLive(Layout layout) {
    return live.filter(present -> present.version() == layout.version()).isPresent();
  }

  /** The location that it was made for. */
  synchronized Optional<Location> location() {
    return live.map(Layout::location);
  }

  private void refuseElsewhere(Layout layout) {
    live.ifPresent(present -> layout.refuseAt(present.location()));
  }

  synchronized Optional<Holding> holding() {
    return live.map(layout -> new Holding(layout.location(), "memory", parts.tables(layout)));
  }

  synchronized void settle(Layout layout, Hold hold) {
    hold.require();
    if (isLive(layout)) {
      tables.settle();
      rows.abandon();
      prepared = Optional.empty();
    }
  }

  synchronized void admit(boolean admitted, Hold hold) {
    hold.require();
    open = admitted && live.isPresent();
  }

  synchronized CommitResult commit(Commit commit, Clock clock) {
    refuseElsewhere(commit.layout());
    if (!open) {
      return new CommitResult.Refused();
    }
    if (!isLive(commit.layout())) {
      return new CommitResult.Superseded(live.orElseThrow().version());
    }
    if (isLost(commit.arrival().heldLease(), clock.instant())) {
      return new CommitResult.Fenced();
    }
    if (commit.arrival().progress().filter(checkpoints::isOvertaken).isPresent()) {
      return new CommitResult.Overtaken();
    }
    return write(commit, clock.instant());
  }

  private CommitResult write(Commit commit, Instant now) {
    Optional<Receipt> first = batches.find(commit, now);
    if (first.isPresent()) {
      return new CommitResult.Repeated(first.get());
    }
    if (!quarantine.holds(commit.arrival().released())) {
      return new CommitResult.Overtaken();
    }
    Set<String> known = batches.known(commit, now);
    Changes changes = changes(commit, Envelopes.repeated(commit, known), now);
    List<CommitResult.Conflict> conflicts = claims.conflicts(changes);
    if (!conflicts.isEmpty()) {
      return new CommitResult.Conflicting(conflicts);
    }
    List<MemoryTables.Step> steps = tables.steps(changes.tables(commit));
    QuarantineChange quarantined =
        QuarantineChange.of(commit, changes.duplicates(), quarantine.last(), now);
    var committed = new CommitResult.Committed(changes.duplicates(), quarantined.ids(), now);
    Counters next = counters.plus(commit, changes, now);

    // From here on nothing can fail, so that the batch is written whole.
    rows.remove(changes.removed());
    rows.add(commit, changes.added());
    steps.forEach(step -> MemoryTables.apply(step, () -> contents(commit.layout())));
    keys.remember(commit, changes, now);
    removals.remember(commit, changes);
    claims.apply(changes);
    quarantine.apply(quarantined);
    batches.remember(commit, known, Receipt.of(commit, committed));
    counters = next;
    commit.arrival().progress().ifPresent(checkpoints::put);
    return committed;
  }

  /** Removes all that is due at once. */
  synchronized Optional<ExpiredPart> expire(Expiry expiry, Instant now) {
    Layout layout = expiry.layout();
    if (!isDueNow(expiry, now)) {
      return Optional.empty();
    }
    List<StoredRow> due = rows.read(layout).stream().filter(expiry::isDue).toList();
    long groups = tables.raise(expiry.retained(), expiry.at());
    List<MemoryTables.Step> steps =
        tables.expire(layout.rollups(), due.stream().map(StoredRow::row).toList(), expiry.at());
    rows.remove(due);
    expired += due.size();
    steps.forEach(step -> MemoryTables.apply(step, () -> contents(layout)));
    claims.apply(new Changes(Set.of(), List.of(), List.of(), due));
    if (layout.upserts()) {
      keys.forget(
          expiry.before().map(removals::forget).orElse(Set.of()),
          due.stream().map(StoredRow::sequence).collect(Collectors.toSet()));
    }
    counters = counters.minusRows(due.size());
    return Optional.of(new ExpiredPart(due.size(), groups, OptionalLong.empty()));
  }

  private boolean isDueNow(Expiry expiry, Instant now) {
    return isLive(expiry.layout()) && !isLost(expiry.lease(), now);
  }

  /** One that is not lost lasts from now on. */
  private boolean isLost(Optional<HeldLease> lease, Instant now) {
    return lease.filter(held -> !leases.renew(held, now)).isPresent();
  }

  synchronized List<LostGroups> losses(Layout layout) {
    return tables.losses(layout.rollups());
  }

  private Changes changes(Commit commit, Set<Integer> repeated, Instant now) {
    if (!commit.layout().upserts()) {
      return Changes.appending(commit, repeated, keys.accepted(commit), now, counters.accepted());
    }
    Set<String> wanted = new HashSet<>();
    commit.candidates().forEach(candidate -> wanted.add(candidate.key().orElseThrow()));
    Map<Long, StoredRow> present = rows.read(commit.layout(), keys.sequences(wanted).values());
    return Changes.upserting(commit, repeated, keys.states(commit, present), counters.accepted());
  }

  private List<Row> contents(Layout layout) {
    return rows.read(layout).stream().map(StoredRow::row).toList();
  }

  synchronized RowsState state() {
    return new RowsState(live.map(Layout::version).orElse(0), counters.accepted(), expired);
  }

  synchronized Lookup lookup(Layout layout, Set<String> wanted) {
    return new Lookup(state(), rows.byKey(layout, keys.sequences(wanted)));
  }

  synchronized Optional<Checkpoint> checkpoint(String source, String split) {
    return checkpoints.find(source, split);
  }

  synchronized Counters counters() {
    return counters;
  }

  synchronized <T> T quarantine(Function<MemoryQuarantine, T> use) {
    return use.apply(quarantine);
  }

  synchronized List<Long> removeQuarantined(
      List<Long> ids, QuarantineAction action, String actor, String reason, Instant at) {
    List<Long> removed = quarantine.remove(ids, action, actor, reason, at);
    counters = counters.plusDiscarded(removed.size());
    return removed;
  }

  synchronized List<Long> expireQuarantined(
      Expiry expiry, List<Long> ids, String actor, String reason, Instant now) {
    return isDueNow(expiry, now)
        ? removeQuarantined(ids, QuarantineAction.EXPIRED, actor, reason, now)
        : List.of();
  }

  /** What destinations are told. */
  synchronized List<StoredChange> changes(Layout layout, long after, int limit) {
    return isLive(layout) ? feed.read(layout, after, limit) : List.of();
  }

  synchronized void reset(
      String source, String split, Optional<Checkpoint> to, ConnectorEntry entry) {
    connectors.add(entry);
    checkpoints.reset(source, split, to);
    leases.revoke(LeaseName.ofSplit(entry.connector(), split));
  }

  synchronized boolean deliver(
      String destination, Delivery from, Delivery to, Optional<HeldLease> lease, Instant now) {
    return !isLost(lease, now) && connectors.deliver(destination, from, to);
  }

  /** Keeps that a connector has failed, if it may not go on elsewhere. */
  synchronized boolean failed(String connector, ConnectorRun run, String holder, Instant now) {
    boolean isKept =
        connectors.run(connector).filter(ConnectorRun::isToldToRest).isEmpty()
            && !leases.isAnyTaken(LeaseName.prefix(connector), holder, now);
    if (isKept) {
      connectors.put(connector, run);
    }
    return isKept;
  }

  /** Keeps what a connector was told. */
  synchronized void told(ConnectorRun run, ConnectorEntry entry) {
    connectors.put(entry.connector(), run);
    connectors.add(entry);
    leases.revokeAll(LeaseName.prefix(entry.connector()));
  }

  synchronized <T> T leases(Function<MemoryLeases, T> use) {
    return use.apply(leases);
  }

  synchronized <T> T connectors(Function<MemoryConnectors, T> use) {
    return use.apply(connectors);
  }

  synchronized List<StoredRow> rows(Layout layout) {
    return rows.read(layout);
  }

  synchronized List<Row> tableRows(Rollup rollup) {
    return tables.rows(rollup);
  }

  /** Everything there is, as of now. */
  synchronized Stream<ArchiveEntry> entries(Layout layout) {
    checkState(
        isLive(layout), "version %s of dataset '%s' is not live", layout.version(), layout.id());
    refuseElsewhere(layout);
    return parts.entries(layout, counters);
  }

  /** Fills a namespace that is new. */
  synchronized void fill(Layout layout, ArchiveInput input) {
    counters = parts.fill(layout, input);
    live = Optional.of(layout);
  }
}
