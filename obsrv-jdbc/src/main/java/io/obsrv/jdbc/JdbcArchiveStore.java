package io.obsrv.jdbc;

import static com.google.common.base.Preconditions.checkState;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Location;
import io.obsrv.error.InvalidException;
import io.obsrv.error.ObsrvException;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveInput;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whole datasets on their way out of a database and into it. Has no state of its own. */
final class JdbcArchiveStore implements ArchiveStore {
  private final Transactions transactions;

  JdbcArchiveStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void dump(Layout layout, Consumer<ArchiveEntry> sink) {
    boolean isLive =
        transactions.inDataset(
            layout.id(),
            Purpose.LONG_WORK,
            "dump",
            false,
            session -> ArchiveDump.run(session, layout, sink));
    checkState(isLive, "version %s of dataset '%s' is not live", layout.version(), layout.id());
  }

  @Override
  public void restore(Layout layout, Iterator<ArchiveEntry> entries, Hold hold) {
    transactions.refuseIfClosed();
    ArchiveInput input = new ArchiveInput(layout, entries);
    Problems problems = new Problems();
    problems.addAll(LayoutProblems.find(transactions.dialect(), layout));
    problems.refuseIfAny("Dataset '" + layout.id() + "' cannot be restored");
    refuseElsewhere(layout);
    drop(layout.id(), hold);
    boolean isRestored = false;
    try {
      isRestored =
          transactions.making(
              layout.id(),
              hold,
              "restore",
              session -> {
                Structure.lock(session);
                hold.require();
                return ArchiveLoad.run(session, layout, input);
              });
    } catch (StorageException e) {
      throw Failures.sql(e)
          .filter(Failures::isUnfit)
          .<ObsrvException>map(answer -> refusal(layout, answer))
          .orElse(e);
    } finally {
      if (!isRestored) {
        drop(layout.id(), hold);
      }
    }
  }

  /** What is of another location is not what a restore may replace. */
  private void refuseElsewhere(Layout layout) {
    transactions
        .inDataset(
            layout.id(), Purpose.READ, "restore", Optional.<Location>empty(), Control::location)
        .ifPresent(layout::refuseAt);
  }

  /** Without the database's own words, which may hold values. */
  private static InvalidException refusal(Layout layout, SQLException answer) {
    return new InvalidException(
        "Dataset '" + layout.id() + "' cannot be restored",
        List.of(
            new Problem(
                "",
                "an entry is there twice, or holds what a database cannot (SQLState %s)"
                    .formatted(answer.getSQLState()))));
  }

  @Override
  public void drop(DatasetId id, Hold hold) {
    transactions.drop(id, hold);
  }
}
