package io.obsrv.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The table of a plain program: a column for each of a dataset's. */
record PlainTable(List<Column> columns) {
  String creation() {
    return columns.stream()
        .map(column -> column.name() + "_ " + sqlType(column.type()))
        .collect(Collectors.joining(", ", "create table events (", ", unique (id_))"));
  }

  private static String sqlType(ColumnType type) {
    return switch (type) {
      case INTEGER -> "bigint";
      case NUMBER -> "double precision";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp(6) with time zone";
      case DATE -> "date";
      case STRING, DECIMAL, JSON -> "varchar";
    };
  }

  String insertion() {
    return "insert into events values ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  /** The value of a column in an event, which may be missing. */
  static JsonNode in(JsonNode event, Column column) {
    JsonNode value = event;
    for (String name : column.path()) {
      value = value.path(name);
    }
    return value;
  }
}
