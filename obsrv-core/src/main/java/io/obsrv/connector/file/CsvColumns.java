package io.obsrv.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Utf8;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a CSV file, which give the cells of a row their names.
 *
 * @param names the names, none twice
 * @param delimiter the character between two cells
 * @param reader reads rows
 */
record CsvColumns(List<String> names, char delimiter, RowReader reader) {

  /** The columns that a header names; empty if it is none. */
  static Optional<CsvColumns> of(String header, Optional<Character> delimiter) {
    char character = delimiter.orElseGet(() -> Delimiters.USUAL.mostIn(header));
    RowReader reader = RowReader.of(character);
    return reader
        .trimming()
        .cells(header)
        .map(cells -> new CsvColumns(CsvHeader.names(cells), character, reader));
  }

  Event event(byte[] row, Place place) {
    if (!Utf8.isWellFormed(row)) {
      return place.broken(row, RejectionCode.INVALID_UTF8, "is not UTF-8");
    }
    Optional<List<String>> cells = reader.cells(new String(row, UTF_8));
    if (cells.isEmpty()) {
      String found = "is no CSV: a quote or a carriage return is misplaced";
      return place.broken(row, RejectionCode.MALFORMED_CSV, found);
    }
    int count = cells.get().size();
    if (count != names.size()) {
      String found = "has %d cells, the header has %d".formatted(count, names.size());
      return place.broken(row, RejectionCode.MALFORMED_CSV, found);
    }
    return named(cells.get());
  }

  /** Whether a row at the end of the file, without a line end, lacks more than that. */
  boolean isCut(byte[] row) {
    return !Utf8.isWellFormed(row)
        || reader.cells(new String(row, UTF_8)).filter(c -> c.size() < names.size()).isPresent();
  }

  /** A row of spaces is none; but one of tabs between empty cells is. */
  boolean isBlank(byte[] row) {
    for (byte b : row) {
      if (!RecordBytes.isSpace(b) || b == delimiter) {
        return false;
      }
    }
    return true;
  }

  private Event named(List<String> cells) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      named.put(names.get(i), cells.get(i));
    }
    return new Event.Cells(Collections.unmodifiableMap(named));
  }
}
