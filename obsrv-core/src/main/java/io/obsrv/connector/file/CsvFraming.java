package io.obsrv.connector.file;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A record is a row behind the first, which names the columns. */
final class CsvFraming implements Framing {
  private final CsvHeaderRow headerRow;
  private final RecordBytes bytes;
  private final int max;
  private Step header = Step.end(Position.BEGINNING);
  private Position position = Position.BEGINNING;

  CsvFraming(Reading reading, Path file, RecordBytes bytes) {
    this.headerRow = new CsvHeaderRow(reading, file, bytes);
    this.bytes = bytes;
    this.max = reading.maxEventBytes();
  }

  /** The header is read in any case; nothing but the file remembers it. */
  @Override
  public boolean start(Position from) throws IOException {
    bytes.skipMark();
    header = headerRow.read();
    position = from.offset() == 0 ? header.behind() : from;
    return from.offset() == 0 || bytes.skipTo(from.offset());
  }

  @Override
  public Step next() throws IOException {
    Optional<CsvColumns> columns = headerRow.columns();
    if (columns.isEmpty()) {
      return header;
    }
    Step step =
        RestOfLine.isAt(position, bytes)
            ? RestOfLine.step(position, bytes, max)
            : row(columns.get());
    position = step.behind();
    return step;
  }

  private Step row(CsvColumns columns) throws IOException {
    if (bytes.peek() == RecordBytes.END) {
      return Step.end(position);
    }
    Place place = new Place("row at line", position.count() + 1, bytes.offset());
    Delimiters delimiters = new Delimiters(String.valueOf(columns.delimiter()));
    RowScan scan = new RowScan(bytes, max, delimiters, columns.names().size());
    RowScan.Outcome outcome = scan.scan();
    byte[] row = scan.copy();
    Position behind = Position.behind(bytes.offset(), position.count() + scan.lines());
    boolean ended = outcome == RowScan.Outcome.WHOLE || outcome == RowScan.Outcome.UNCLOSED;
    if (columns.isBlank(row) && row.length == scan.length()) {
      return ended ? Step.nothing(behind) : Step.end(position);
    }
    if (outcome == RowScan.Outcome.CUT || (!ended && isCut(columns, scan, row))) {
      return Step.last(place.cut(row), position.cut(place.offset(), scan.length()));
    }
    Event event = event(columns, scan, outcome, row, place);
    return ended ? Step.record(event, behind) : Step.last(event, behind.unterminated());
  }

  private boolean isCut(CsvColumns columns, RowScan scan, byte[] row) {
    return bytes.isCut() || (scan.length() <= max && columns.isCut(row));
  }

  private Event event(
      CsvColumns columns, RowScan scan, RowScan.Outcome outcome, byte[] row, Place place) {
    if (scan.length() > max) {
      return place.tooLarge(row, scan.length(), max);
    }
    if (outcome == RowScan.Outcome.UNCLOSED) {
      String found = "has a quote that is not closed, or closed within a cell";
      return place.broken(row, RejectionCode.MALFORMED_CSV, found);
    }
    return columns.event(row, place);
  }
}
