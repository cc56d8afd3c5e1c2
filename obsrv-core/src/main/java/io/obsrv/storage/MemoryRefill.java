package io.obsrv.storage;

import io.obsrv.event.ContradictingRows;
import io.obsrv.event.Contradictions;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.RowKeys;
import io.obsrv.event.RowRefill;
import io.obsrv.event.StoredRow;
import java.util.List;

/**
 * The rows there are as they would be in another version. Guarded by the lock of whoever owns the
 * rows.
 */
record MemoryRefill(MemoryRows stored) {

  /** All rows, unless some contradict the version and that is refused. */
  List<StoredRow> rows(Layout layout, OnContradiction policy) {
    Contradictions contradictions = new Contradictions();
    List<StoredRow> refilled = rows(layout, contradictions);
    policy.decide(layout, contradictions);
    return refilled;
  }

  List<ContradictingRows> contradictions(Layout layout) {
    Contradictions contradictions = new Contradictions();
    List<StoredRow> unused = rows(layout, contradictions);
    return contradictions.list();
  }

  private List<StoredRow> rows(Layout layout, Contradictions contradictions) {
    RowRefill refill = RowRefill.of(layout);
    RowKeys keys = new RowKeys(layout);
    List<StoredRow> refilled =
        stored.read(refill.reads()).stream()
            .map(row -> refill.refill(row, contradictions))
            .toList();
    if (layout.rekeys()) {
      refilled.forEach(row -> keys.check(row, contradictions));
    }
    return refilled;
  }
}
