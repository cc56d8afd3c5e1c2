package io.obsrv.connector.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.schema.JsonText;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row of RFC 4180 per line: where the row comes from, then its columns. Null is an empty cell,
 * an empty text is quoted.
 */
final class CsvRowText implements RowText {
  private static final CharMatcher SPECIAL = CharMatcher.anyOf("\",\r\n");

  private final Set<String> columns;

  /** With the columns that are known, and those of the file's first row. */
  CsvRowText(Set<String> known, DestinationRecord first) {
    this.columns =
        ImmutableSet.<String>builder().addAll(known).addAll(first.value().fieldNames()).build();
  }

  @Override
  public String header() {
    return Stream.concat(Stream.of("_seq", "_effect", "_received_at"), columns.stream())
        .map(CsvRowText::quoted)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  @Override
  public boolean takes(DestinationRecord record) {
    return ImmutableSet.copyOf(record.value().fieldNames()).stream().allMatch(columns::contains);
  }

  @Override
  public String line(DestinationRecord record) {
    Stream<String> origin =
        Stream.of(
            Long.toString(record.sequence()),
            record.effect().name(),
            record.receivedAt().toString());
    Stream<String> cells = columns.stream().map(column -> cell(record.value().path(column)));
    return Stream.concat(origin, cells).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    return quoted(value.isTextual() ? value.textValue() : JsonText.write(value));
  }

  private static String quoted(String text) {
    return text.isEmpty() || SPECIAL.matchesAnyOf(text)
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
