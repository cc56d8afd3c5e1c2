package io.obsrv.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.obsrv.schema.Column;
import io.obsrv.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** COPY into a table of PostgreSQL, a statement and thereby a transaction for each batch. */
final class PostgresCopy implements PlainLoad {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PlainTable table;
  private final Connection connection;
  private final CopyManager copy;

  PostgresCopy(String url, Schema schema) throws SQLException {
    table = new PlainTable(schema.columns());
    connection = DriverManager.getConnection(url);
    connection.createStatement().execute(table.creation());
    copy = connection.unwrap(PGConnection.class).getCopyAPI();
  }

  @Override
  public void store(List<byte[]> events) throws SQLException, IOException {
    StringBuilder text = new StringBuilder(events.size() * 1_024);
    for (byte[] event : events) {
      JsonNode json = JSON.readTree(event);
      for (Column column : table.columns()) {
        append(text, PlainTable.in(json, column)).append('\t');
      }
      text.setCharAt(text.length() - 1, '\n');
    }
    var unused =
        copy.copyIn(
            "copy events from stdin", new ByteArrayInputStream(text.toString().getBytes(UTF_8)));
  }

  private static StringBuilder append(StringBuilder text, JsonNode value) {
    if (value.isMissingNode()) {
      return text.append("\\N");
    }
    String cell = value.asText();
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
    return text;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
