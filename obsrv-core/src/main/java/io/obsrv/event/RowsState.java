package io.obsrv.event;

/**
 * Tells apart what the rows of a dataset were at two moments: equal states mean equal rows.
 *
 * @param liveVersion the live version; 0 if none ever was
 * @param accepted how many records have been accepted, each of which may put or remove a row
 * @param removed how many rows have gone otherwise, or were replaced
 */
public record RowsState(int liveVersion, long accepted, long removed) {
  /** Of a dataset that was never published. */
  public static final RowsState NONE = new RowsState(0, 0, 0);
}
