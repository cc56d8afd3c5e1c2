package io.obsrv.connector.file;

/** What lies behind a position. */
enum Ending {
  /** The next record, or nothing. */
  CLEAN,
  /**
   * Part of a record, handed over as broken; when the file has grown, it is read again as a whole.
   */
  CUT,
  /**
   * Perhaps the rest of the line before, which was taken when the file ended without a line break.
   */
  UNTERMINATED
}
