package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.event.StoredRow;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads all rows there are at one moment, chunk by chunk. Where rows are only added, those up to
 * the number of that moment are the same later; no connection is held while the reader works. Of
 * one thread.
 */
final class RowScan {
  private static final int CHUNK = 500;

  private final Transactions transactions;
  private final Layout layout;

  RowScan(Transactions transactions, Layout layout) {
    this.transactions = transactions;
    this.layout = layout;
  }

  void each(Consumer<StoredRow> reader) {
    if (layout.upserts()) {
      locked().forEach(reader);
      return;
    }
    long last =
        transactions.inDataset(
            layout.id(),
            Purpose.READ,
            "scan",
            0L,
            session -> Control.read(session).counters().accepted());
    long after = 0;
    List<StoredRow> rows = chunk(after, last);
    while (!rows.isEmpty()) {
      rows.forEach(reader);
      after = rows.get(rows.size() - 1).sequence();
      rows = chunk(after, last);
    }
  }

  /** Rows that may be replaced at any time are read while no commit is. */
  private List<StoredRow> locked() {
    return transactions.inDataset(
        layout.id(),
        Purpose.LONG_WORK,
        "scan",
        List.of(),
        session -> {
          Control.lock(session);
          return RowTable.read(
              session,
              layout.columns(),
              StoredNames.of(session, Namespace.ROWS),
              0,
              Long.MAX_VALUE,
              Integer.MAX_VALUE);
        });
  }

  private List<StoredRow> chunk(long after, long rows) {
    return transactions.inDataset(
        layout.id(),
        Purpose.READ,
        "scan",
        List.of(),
        session ->
            RowTable.read(
                session,
                layout.columns(),
                StoredNames.of(session, Namespace.ROWS),
                after,
                rows,
                CHUNK));
  }
}
