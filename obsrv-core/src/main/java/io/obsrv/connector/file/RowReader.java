package io.obsrv.connector.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes the cells out of the text of one row. */
final class RowReader {
  /** Rows are bounded already. */
  private static final CsvMapper CSV =
      new CsvMapper(
          CsvFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  private final ObjectReader reader;

  private RowReader(ObjectReader reader) {
    this.reader = reader;
  }

  static RowReader of(char delimiter) {
    return new RowReader(
        CSV.readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvSchema.emptySchema().withColumnSeparator(delimiter)));
  }

  /** The same, leaving out white space around cells without quotes. */
  RowReader trimming() {
    return new RowReader(reader.with(CsvParser.Feature.TRIM_SPACES));
  }

  /** The cells; empty if this is no row, or more than one. */
  Optional<List<String>> cells(String row) {
    try (MappingIterator<String[]> rows = reader.readValues(row)) {
      List<String> cells = List.of(rows.nextValue());
      return rows.hasNextValue() ? Optional.empty() : Optional.of(cells);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("a string cannot fail to be read", e);
    }
  }
}
