package io.obsrv.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Utf8;
import io.obsrv.connector.ConnectorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the first row of a CSV file that is not blank. Before it a spreadsheet may have written a
 * line that names the delimiter, such as {@code sep=;}.
 */
final class CsvHeaderRow {
  private static final Pattern DECLARED = Pattern.compile("\"?sep=([,;|:^~\t])\"?");

  private final Reading reading;
  private final Path file;
  private final RecordBytes bytes;
  private Optional<Character> delimiter;
  private Optional<CsvColumns> columns = Optional.empty();

  CsvHeaderRow(Reading reading, Path file, RecordBytes bytes) {
    this.reading = reading;
    this.file = file;
    this.bytes = bytes;
    this.delimiter = reading.delimiter();
  }

  /** Goes behind the header; the last step, if there is none yet. */
  Step read() throws IOException {
    long line = 1;
    while (bytes.peek() != RecordBytes.END) {
      Delimiters delimiters =
          delimiter.map(String::valueOf).map(Delimiters::new).orElse(Delimiters.USUAL);
      RowScan scan = new RowScan(bytes, reading.maxEventBytes(), delimiters, 0);
      RowScan.Outcome outcome = scan.scan();
      byte[] header = scan.copy();
      Matcher declared = DECLARED.matcher(line == 1 ? new String(header, UTF_8) : "");
      if (declared.matches()) {
        delimiter = delimiter.or(() -> Optional.of(declared.group(1).charAt(0)));
      } else if (!RecordBytes.isBlank(header)) {
        return step(new Place("header at line", line, bytes.offset()), scan, outcome, header);
      }
      line += scan.lines();
    }
    return Step.end(Position.BEGINNING);
  }

  /** What {@link #read} found. */
  Optional<CsvColumns> columns() {
    return columns;
  }

  private Step step(Place place, RowScan scan, RowScan.Outcome outcome, byte[] header) {
    boolean utf8 = Utf8.isWellFormed(header);
    if (hasOldLineEnds(header)) {
      throw reading.fatal(
          file,
          "its lines end with a carriage return alone. Convert it, for example with: tr '\\r' '\\n'",
          null);
    }
    if (scan.length() > reading.maxEventBytes()) {
      throw fatal(place, "has more than %d bytes".formatted(reading.maxEventBytes()));
    }
    if ((outcome == RowScan.Outcome.CUT && scan.lines() == 1)
        || (outcome == RowScan.Outcome.UNTERMINATED && !utf8)) {
      return Step.last(place.cut(header), Position.BEGINNING.cut(0, bytes.offset()));
    }
    if (!utf8) {
      throw fatal(place, "is not UTF-8");
    }
    columns = CsvColumns.of(new String(header, UTF_8), delimiter);
    if (columns.isEmpty()) {
      throw fatal(place, "has a misplaced quote, or one that is never closed");
    }
    // Without a line end it may still grow, and is read again.
    return outcome == RowScan.Outcome.UNTERMINATED
        ? Step.end(Position.BEGINNING)
        : Step.nothing(Position.behind(bytes.offset(), place.number() + scan.lines() - 1));
  }

  /** Outside of quotes; at the very end it may be half of a line end that is being written. */
  private static boolean hasOldLineEnds(byte[] header) {
    for (int i = 0; i < header.length - 1; i++) {
      if (header[i] == '"') {
        return false;
      }
      if (header[i] == '\r' && header[i + 1] != '\n' && header[i + 1] != '\r') {
        return true;
      }
    }
    return false;
  }

  private ConnectorException fatal(Place place, String found) {
    return reading.fatal(file, "the " + place + " " + found + ". Correct it", null);
  }
}
