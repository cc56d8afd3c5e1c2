package io.obsrv.storage;

import static com.google.common.base.Preconditions.checkState;

import io.obsrv.event.EventTimes;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredRow;
import java.util.List;

/**
 * The steps by which a version becomes the live one. Each can be repeated; until it is activated,
 * the version before is wholly live. Used under the lock of its dataset.
 *
 * @param parts what is stored
 * @param layout the version
 */
record MemoryPublication(MemoryParts parts, Layout layout) {

  void prepare() {
    if (!isLive()) {
      parts.columns().prepare(layout);
    }
  }

  /** Looks whether rows can be brought along; they are when the version is activated. */
  void backfill(OnContradiction policy) {
    if (!isLive()) {
      List<StoredRow> unused = refill().rows(layout, policy);
    }
  }

  void activate(OnContradiction policy) {
    parts.control().refuseElsewhere(layout);
    if (!isLive()) {
      switchTo(policy);
    }
  }

  private void switchTo(OnContradiction policy) {
    checkState(
        parts.columns().arePrepared(layout),
        "version %s of dataset '%s' was not prepared",
        layout.version(),
        layout.id());
    List<StoredRow> refilled = refill().rows(layout, policy);
    policy.decide(layout, parts.tables().losses(layout.rollups()));
    parts.rows().replace(layout.columns(), refilled);
    parts.columns().publish();
    if (layout.rekeys()) {
      parts.keys().rebuild(layout, refilled);
    }
    if (layout.retimes()) {
      retime();
    }
    parts.tables().activate(layout.rollups(), parts.rows().contents(layout));
    parts.claims().activate(layout, refilled);
    parts.control().switchTo(layout);
  }

  /** Finds the newest time of an event anew. */
  private void retime() {
    var newest = EventTimes.newest(layout.definition(), parts.rows().contents(layout));
    parts.control().count(parts.control().counters().withNewest(newest));
  }

  /** Drops what only the version before needed, or one that was never published. */
  void settle() {
    if (isLive()) {
      parts.tables().settle();
      parts.columns().abandon();
    }
  }

  private boolean isLive() {
    return parts.control().isLive(layout);
  }

  private MemoryRefill refill() {
    return new MemoryRefill(parts.rows());
  }
}
