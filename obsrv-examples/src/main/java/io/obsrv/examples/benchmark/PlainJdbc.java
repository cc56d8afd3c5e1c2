package io.obsrv.examples.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a good engineer would write without the library: parse, and insert in batches into the same
 * columns, with a unique key.
 */
final class PlainJdbc {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlainJdbc() {}

  static void insert(Path directory, List<byte[]> events, int batchSize)
      throws SQLException, IOException {
    List<Column> columns = Events.schema().columns();
    try (Connection connection =
        DriverManager.getConnection("jdbc:h2:" + directory.resolve("plain").toAbsolutePath())) {
      connection.setAutoCommit(false);
      connection.createStatement().execute(table(columns));
      try (PreparedStatement insert = connection.prepareStatement(insert(columns))) {
        for (int i = 0; i < events.size(); i++) {
          bind(insert, columns, JSON.readTree(events.get(i)));
          insert.addBatch();
          if ((i + 1) % batchSize == 0 || i + 1 == events.size()) {
            insert.executeBatch();
            connection.commit();
          }
        }
      }
    }
  }

  private static void bind(PreparedStatement insert, List<Column> columns, JsonNode event)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      JsonNode value = event;
      for (String name : columns.get(i).path()) {
        value = value.path(name);
      }
      insert.setObject(i + 1, value(columns.get(i).type(), value));
    }
  }

  private static Object value(ColumnType type, JsonNode value) {
    return switch (type) {
      case INTEGER -> value.longValue();
      case NUMBER -> value.doubleValue();
      case BOOLEAN -> value.booleanValue();
      case TIMESTAMP -> OffsetDateTime.parse(value.textValue());
      case DATE -> LocalDate.parse(value.textValue());
      default -> value.textValue();
    };
  }

  private static String table(List<Column> columns) {
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
      default -> "varchar";
    };
  }

  private static String insert(List<Column> columns) {
    return "insert into events values ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }
}
