package io.obsrv.jdbc;

import io.obsrv.event.ContradictingRows;
import io.obsrv.event.Contradictions;
import io.obsrv.event.Layout;
import io.obsrv.event.RowKeys;
import io.obsrv.event.RowRefill;
import io.obsrv.event.StoredRow;
import java.util.List;

/**
 * Holds the rows there are against a version, chunk by chunk, and changes nothing; no connection is
 * held in between, and what is committed meanwhile may be seen or not. Of one thread.
 */
final class ContradictionScan {
  private static final int CHUNK = 1_000;

  private final Transactions transactions;
  private final Layout layout;
  private final RowRefill refill;
  private final RowKeys keys;
  private final Contradictions found = new Contradictions();

  ContradictionScan(Transactions transactions, Layout layout) {
    this.transactions = transactions;
    this.layout = layout;
    refill = RowRefill.of(layout);
    keys = new RowKeys(layout);
  }

  List<ContradictingRows> run() {
    if (refill.isNeeded() || layout.rekeys()) {
      List<StoredRow> rows = chunk(0);
      while (!rows.isEmpty()) {
        rows.forEach(this::check);
        rows = chunk(rows.get(rows.size() - 1).sequence());
      }
    }
    return found.list();
  }

  private void check(StoredRow raw) {
    StoredRow row = refill.refill(raw, found);
    if (layout.rekeys()) {
      keys.check(row, found);
    }
  }

  private List<StoredRow> chunk(long after) {
    return transactions.inDataset(
        layout.id(),
        Purpose.READ,
        "read",
        List.of(),
        session ->
            RowTable.read(
                session,
                refill.reads(),
                StoredNames.of(session, Namespace.ROWS),
                after,
                Long.MAX_VALUE,
                CHUNK));
  }
}
