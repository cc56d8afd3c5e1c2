package io.obsrv.jdbc.connector;

import static io.obsrv.jdbc.Identifiers.quote;
import static io.obsrv.jdbc.Identifiers.quoteAll;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.event.Effect;
import io.obsrv.schema.Column;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.UnreadableValueException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts or removes one row.
 *
 * @param table the quoted name of the table
 * @param columns the dataset's columns
 * @param key names of those that make the key
 */
record RowWriter(String table, List<Column> columns, List<String> key) {

  void write(Connection connection, TimeColumns times, DestinationRecord record)
      throws SQLException {
    List<Column> keyColumns =
        columns.stream().filter(column -> key.contains(column.name())).toList();
    String matches =
        keyColumns.stream()
            .map(column -> quote(column.name()) + " = ?")
            .collect(Collectors.joining(" and "));
    if (record.effect() == Effect.REMOVE) {
      String sql = "delete from " + table + " where " + matches;
      execute(connection, times, sql, keyColumns, record);
      return;
    }
    Product product = Product.of(connection);
    String assignments =
        columns.stream()
            .map(column -> quote(column.name()) + " = " + product.placeholder(column))
            .collect(Collectors.joining(", "));
    List<Column> both = new ArrayList<>(columns);
    both.addAll(keyColumns);
    int changed =
        execute(
            connection,
            times,
            "update " + table + " set " + assignments + " where " + matches,
            both,
            record);
    if (changed == 0) {
      String names = quoteAll(columns.stream().map(Column::name).toList());
      String values = columns.stream().map(product::placeholder).collect(Collectors.joining(", "));
      execute(
          connection,
          times,
          "insert into " + table + " (" + names + ") values (" + values + ")",
          columns,
          record);
    }
  }

  private static int execute(
      Connection connection,
      TimeColumns times,
      String sql,
      List<Column> columns,
      DestinationRecord record)
      throws SQLException {
    Product product = Product.of(connection);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        Object value = value(column, record.value().path(column.name()));
        if (value instanceof JsonNode node) {
          product.bindText(statement, i + 1, JsonText.write(node));
        } else if (value instanceof Instant instant) {
          statement.setObject(i + 1, times.parameter(column.name(), instant));
        } else {
          bind(statement, i + 1, value);
        }
      }
      return statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      statement.setObject(index, value);
    }
  }

  /** Times are written in ISO 8601, whatever the records have. */
  private static @Nullable Object value(Column column, JsonNode json) throws SQLException {
    if (json.isMissingNode()) {
      return null;
    }
    try {
      return written(column).read(json);
    } catch (UnreadableValueException e) {
      throw new SQLException("column '" + column.name() + "': " + e.getMessage(), "22000", e);
    }
  }

  private static Column written(Column column) {
    Column plain = Column.of(column.name(), column.type());
    return new Column(
        plain.name(),
        plain.path(),
        plain.type(),
        column.precision(),
        plain.timeFormat(),
        plain.required());
  }
}
