package io.obsrv.table;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.TimeFormat;
import io.obsrv.schema.UnreadableValueException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the constant of a comparison by its column's type; instants also in ISO 8601 whatever
 * format the column's JSON has.
 */
final class LiteralReader {
  private static final List<Column> ISO =
      Stream.of(TimeFormat.DATE_TIME, TimeFormat.LOCAL_DATE_TIME)
          .map(LiteralReader::instants)
          .toList();
  private static final Column DATES = Column.of("", ColumnType.DATE);

  private LiteralReader() {}

  static Object read(Column column, String literal) throws UnreadableValueException {
    if (column.type() == ColumnType.TIMESTAMP) {
      Optional<Object> instant = iso(literal);
      if (instant.isPresent()) {
        return instant.get();
      }
    }
    return column.parse(literal);
  }

  private static Optional<Object> iso(String literal) {
    return Stream.concat(
            ISO.stream().flatMap(column -> parse(column, literal).stream()),
            parse(DATES, literal).stream()
                .map(date -> ((LocalDate) date).atStartOfDay(ZoneOffset.UTC).toInstant()))
        .findFirst();
  }

  private static Optional<Object> parse(Column column, String literal) {
    try {
      return Optional.of(column.parse(literal));
    } catch (UnreadableValueException e) {
      return Optional.empty();
    }
  }

  private static Column instants(TimeFormat format) {
    return new Column(
        "", List.of(), ColumnType.TIMESTAMP, Optional.empty(), Optional.of(format), false);
  }
}
