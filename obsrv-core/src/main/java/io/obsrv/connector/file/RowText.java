package io.obsrv.connector.file;

import io.obsrv.connector.DestinationRecord;

/** How a row is written. One instance per file; for one thread. */
interface RowText {

  /** What a file begins with. */
  String header();

  /** Whether a file that began so can hold the row. */
  boolean takes(DestinationRecord record);

  /** The row with its line end. */
  String line(DestinationRecord record);
}
