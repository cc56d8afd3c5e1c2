package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.event.StoredRow;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads all rows there are at one moment, chunk by chunk. Rows never change and their numbers have
 * no gaps, so those up to the number of that moment are the same later; no connection is held while
 * the reader works. Of one thread.
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
    long rows =
        transactions.inDataset(
            layout.id(),
            Purpose.WORK,
            "scan",
            0L,
            session -> Control.read(session).counters().accepted());
    for (long after = 0; after < rows; after += CHUNK) {
      chunk(after, rows).forEach(reader);
    }
  }

  private List<StoredRow> chunk(long after, long rows) {
    return transactions.inDataset(
        layout.id(),
        Purpose.WORK,
        "scan",
        List.of(),
        session ->
            RowTable.read(
                session, layout, StoredNames.of(session, Namespace.ROWS), after, rows, CHUNK));
  }
}
