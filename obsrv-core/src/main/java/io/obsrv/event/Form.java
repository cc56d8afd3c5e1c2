package io.obsrv.event;

/** What the bytes of a record in quarantine are. */
public enum Form {
  /** What is, or should be, JSON. */
  JSON,
  /** What should be an envelope of records, but could not be opened. */
  ENVELOPE,
  /** A JSON object of the texts of a CSV row, by column, to be typed by the schema. */
  CELLS;

  /**
   * What the bytes are once somebody has replaced them.
   *
   * @return the same; JSON for cells
   */
  public Form patched() {
    return this == CELLS ? JSON : this;
  }
}
