package io.obsrv.event;

/** What the bytes of a record in quarantine are. */
public enum Form {
  /** What is, or should be, JSON. */
  JSON,
  /** A JSON object of the texts of a CSV row, by column, to be typed by the schema. */
  CELLS
}
