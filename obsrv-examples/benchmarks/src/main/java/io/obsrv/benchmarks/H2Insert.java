package io.obsrv.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batched inserts into an H2 file: at H2's own settings, so that a commit is written up to half a
 * second after it returns, or written at once.
 */
final class H2Insert implements PlainLoad {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PlainTable table;
  private final Connection connection;
  private final PreparedStatement insert;

  private H2Insert(Path directory, String settings, Schema schema) throws SQLException {
    table = new PlainTable(schema.columns());
    connection =
        DriverManager.getConnection(
            "jdbc:h2:" + directory.resolve("plain").toAbsolutePath() + settings);
    connection.setAutoCommit(false);
    connection.createStatement().execute(table.creation());
    insert = connection.prepareStatement(table.insertion());
  }

  static H2Insert usual(Path directory, Schema schema) throws SQLException {
    return new H2Insert(directory, "", schema);
  }

  /** With commits that outlive the process when they return, as those of Obsrv do. */
  static H2Insert atOnce(Path directory, Schema schema) throws SQLException {
    return new H2Insert(directory, ";WRITE_DELAY=0", schema);
  }

  @Override
  public void store(List<byte[]> events) throws SQLException, IOException {
    for (byte[] event : events) {
      JsonNode json = JSON.readTree(event);
      for (int i = 0; i < table.columns().size(); i++) {
        Column column = table.columns().get(i);
        insert.setObject(i + 1, value(column.type(), PlainTable.in(json, column)));
      }
      insert.addBatch();
    }
    insert.executeBatch();
    connection.commit();
  }

  private static @Nullable Object value(ColumnType type, JsonNode value) {
    if (value.isMissingNode()) {
      return null;
    }
    return switch (type) {
      case INTEGER -> value.longValue();
      case NUMBER -> value.doubleValue();
      case BOOLEAN -> value.booleanValue();
      case TIMESTAMP -> OffsetDateTime.parse(value.textValue());
      case DATE -> LocalDate.parse(value.textValue());
      case STRING, DECIMAL, JSON -> value.textValue();
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
