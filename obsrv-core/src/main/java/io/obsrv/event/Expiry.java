package io.obsrv.event;

import io.obsrv.dataset.HeldLease;
import io.obsrv.policy.Retention;
import io.obsrv.schema.ColumnType;
import io.obsrv.table.Rollup;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a version's retention lets go of at some time.
 *
 * @param layout the live version
 * @param at what time it is
 * @param lease nothing goes unless it still holds; empty if none is needed
 */
public record Expiry(Layout layout, Instant at, Optional<HeldLease> lease) {
  /**
   * One without a lease.
   *
   * @param layout the live version
   * @param at what time it is
   */
  public Expiry(Layout layout, Instant at) {
    this(layout, at, Optional.empty());
  }

  /**
   * Whether anything may be due, now or at another time.
   *
   * @return false if the version keeps everything for ever
   */
  public boolean isDeclared() {
    return retention().isPresent() || !retained().isEmpty();
  }

  /**
   * What came before goes.
   *
   * @return the time up to which rows go; empty if they are kept for ever
   */
  public Optional<Instant> before() {
    return retention().map(retention -> at.minus(retention.period()));
  }

  /**
   * Whether a row goes.
   *
   * @param row the row, in the columns of the version
   * @return true if it is older than the retention
   */
  public boolean isDue(StoredRow row) {
    return before().filter(ageOf(row)::isBefore).isPresent();
  }

  private Instant ageOf(StoredRow row) {
    return timeColumn()
        .flatMap(column -> EventTimes.of(layout.definition(), row.row()))
        .orElse(row.receivedAt());
  }

  /**
   * The column by which rows age.
   *
   * @return the column and its place; empty if rows age from when they were received
   */
  public Optional<StoredColumn> timeColumn() {
    return retention()
        .filter(retention -> retention.by() == Retention.Basis.EVENT_TIME)
        .flatMap(retention -> layout.definition().time())
        .map(name -> layout.columns().get(layout.definition().schema().indexOf(name)));
  }

  /**
   * The value of the time column before which rows go.
   *
   * @return a timestamp or date; empty if rows do not age by a column
   */
  public Optional<Object> timeBefore() {
    Instant before = before().orElse(at);
    return timeColumn()
        .map(column -> column.column().type() == ColumnType.DATE ? dayBehind(before) : before);
  }

  /** The first day that does not begin before. */
  private LocalDate dayBehind(Instant before) {
    ZoneId zone = layout.definition().zone();
    return LocalDate.ofInstant(before.minusNanos(1), zone).plusDays(1);
  }

  /**
   * The aggregate tables that have a retention of their own.
   *
   * @return the tables
   */
  public List<Rollup> retained() {
    return layout.rollups().stream().filter(Rollup::isRetained).toList();
  }

  private Optional<Retention> retention() {
    return layout.definition().retention();
  }
}
