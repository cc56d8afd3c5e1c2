package io.obsrv.jdbc;

import static com.google.common.base.Preconditions.checkState;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Location;
import io.obsrv.error.Problem;
import io.obsrv.event.CallerTransaction;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.ContradictingRows;
import io.obsrv.event.Counters;
import io.obsrv.event.DataStore;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Hold;
import io.obsrv.event.Holding;
import io.obsrv.event.Layout;
import io.obsrv.event.Lookup;
import io.obsrv.event.LostGroups;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.RowsState;
import io.obsrv.event.StoredColumns;
import io.obsrv.event.StoredRow;
import io.obsrv.event.TransactionRefusedException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The rows of datasets in a database. Has no state of its own. */
final class JdbcDataStore implements DataStore {
  private final Transactions transactions;
  private final Clock clock;
  private final CommitHook hook;

  JdbcDataStore(Transactions transactions, Clock clock, CommitHook hook) {
    this.transactions = transactions;
    this.clock = clock;
    this.hook = hook;
  }

  @Override
  public Optional<Location> location(DatasetId id) {
    return transactions.inDataset(id, Purpose.READ, "read", Optional.empty(), Control::location);
  }

  @Override
  public SortedMap<Location, Holding> holdings(DatasetId id) {
    return transactions.inDataset(
        id, Purpose.READ, "read", Collections.emptySortedMap(), Holdings::read);
  }

  @Override
  public List<Problem> problems(Layout layout) {
    List<Problem> stored =
        transactions.inDataset(
            layout.id(),
            Purpose.READ,
            "read",
            List.of(),
            session -> new StoredColumns(ColumnRows.published(session)).problems(layout));
    return Stream.concat(
            LayoutProblems.find(transactions.dialect(), layout).stream(), stored.stream())
        .toList();
  }

  @Override
  public void prepare(Layout layout, Hold hold) {
    transactions.making(
        layout.id(), hold, "prepare", session -> Structure.prepare(session, layout, hold));
  }

  @Override
  public void backfill(Layout layout, OnContradiction policy, Hold hold) {
    boolean hasMore = true;
    while (hasMore) {
      hasMore =
          transactions.inDataset(
              layout.id(),
              Purpose.LONG_WORK,
              "bring along the rows of",
              false,
              session -> Backfill.step(session, layout, policy, hold));
    }
  }

  @Override
  public List<ContradictingRows> contradictions(Layout layout) {
    return new ContradictionScan(transactions, layout).run();
  }

  @Override
  public void activate(Layout layout, OnContradiction policy, Hold hold) {
    checkState(
        isPrepared(layout),
        "version %s of dataset '%s' was not prepared",
        layout.version(),
        layout.id());
    transactions.inDataset(
        layout.id(),
        Purpose.STRUCTURE,
        "activate",
        false,
        session -> Structure.makeTables(session, layout));
    transactions.inDataset(
        layout.id(),
        Purpose.LONG_WORK,
        "activate",
        false,
        session -> Activation.activate(session, layout, policy, hold));
  }

  private boolean isPrepared(Layout layout) {
    return transactions.inDataset(
        layout.id(),
        Purpose.READ,
        "activate",
        false,
        session -> Structure.isPrepared(session, layout));
  }

  @Override
  public void settle(Layout layout, Hold hold) {
    transactions.inDataset(
        layout.id(),
        Purpose.STRUCTURE,
        "settle",
        false,
        session -> Structure.dropOthers(session, layout, hold));
  }

  @Override
  public void admit(Layout layout, boolean open, Hold hold) {
    transactions.inDataset(
        layout.id(),
        Purpose.WORK,
        "admit records to",
        false,
        session -> {
          Control.lock(session);
          hold.require();
          return Control.admit(session, open);
        });
  }

  @Override
  public CommitResult commit(Commit commit) {
    return transactions.inDataset(
        commit.layout().id(),
        Purpose.WORK,
        "commit to",
        new CommitResult.Refused(),
        session -> CommitWriter.write(session, commit, clock, hook),
        hook);
  }

  @Override
  public CommitResult commit(Commit commit, CallerTransaction transaction) {
    if (!(transaction instanceof JdbcTransaction caller)) {
      throw new TransactionRefusedException(
          commit.layout().id(),
          "it is a %s, a storage in a database takes a JdbcTransaction."
              .formatted(transaction.getClass().getName()),
          null);
    }
    return transactions.within(
        caller,
        commit.layout().id(),
        "commit to",
        new CommitResult.Refused(),
        CommitResult.Committed.class::isInstance,
        session -> CommitWriter.write(session, commit, clock, hook));
  }

  @Override
  public Optional<ExpiredPart> expire(Expiry expiry, long after) {
    if (after > 0 || expiry.retained().isEmpty()) {
      return expireRows(expiry, after);
    }
    Optional<ExpiredPart> groups =
        expiring(expiry, session -> Expiring.raise(session, expiry, clock));
    return groups.isEmpty() || groups.get().next().isPresent()
        ? groups
        : with(groups.get().groups(), expireRows(expiry, after));
  }

  /** Groups went before the rows, also where these may not: whoever goes on finds out why. */
  private static Optional<ExpiredPart> with(long groups, Optional<ExpiredPart> rows) {
    return rows.map(part -> new ExpiredPart(part.rows(), groups, part.next()))
        .or(
            () ->
                Optional.of(new ExpiredPart(0, groups, OptionalLong.of(0)))
                    .filter(part -> groups > 0));
  }

  private Optional<ExpiredPart> expireRows(Expiry expiry, long after) {
    Overdue overdue = Overdue.find(transactions, expiry, after);
    return expiring(expiry, session -> Expiring.step(session, expiry, overdue, clock));
  }

  private Optional<ExpiredPart> expiring(Expiry expiry, Work<Optional<ExpiredPart>> step) {
    return transactions.inDataset(
        expiry.layout().id(),
        Purpose.LONG_WORK,
        "expire rows of",
        Optional.of(ExpiredPart.NONE),
        step);
  }

  @Override
  public List<LostGroups> losses(Layout layout) {
    return transactions.inDataset(
        layout.id(), Purpose.READ, "read", List.of(), session -> Retained.losses(session, layout));
  }

  @Override
  public Optional<Checkpoint> checkpoint(DatasetId id, String source, String split) {
    return transactions.inDataset(
        id,
        Purpose.READ,
        "read",
        Optional.empty(),
        session -> Checkpoints.find(session, source, split));
  }

  @Override
  public Counters counters(DatasetId id) {
    return transactions.inDataset(id, Purpose.READ, "read", Counters.ZERO, Control::readWithCauses);
  }

  @Override
  public RowsState state(Layout layout) {
    return transactions.inDataset(
        layout.id(),
        Purpose.READ,
        "read",
        RowsState.NONE,
        session -> Control.read(session).state());
  }

  @Override
  public Lookup lookup(Layout layout, Set<String> keys) {
    String task = "look up rows of";
    Lookup absent = new Lookup(RowsState.NONE, Map.of());
    return transactions
        .inDataset(
            layout.id(),
            Purpose.READ,
            task,
            Optional.of(absent),
            session -> MasterLookup.steady(session, layout, keys))
        .orElseGet(
            () ->
                transactions.inDataset(
                    layout.id(),
                    Purpose.WORK,
                    task,
                    absent,
                    session -> MasterLookup.locked(session, layout, keys)));
  }

  @Override
  public void scan(Layout layout, Consumer<StoredRow> reader) {
    new RowScan(transactions, layout).each(reader);
  }
}
