package io.obsrv.jdbc.connector;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.connector.RefusedRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts and removes rows by key, and keeps its position, in one transaction per batch. Holds no
 * connection between batches; for one thread, but closed by any, which ends a batch under way.
 */
final class TableDestination implements Destination {
  private final Database database;
  private final TableName table;
  private final RowWriter rows;
  private final PositionRow position;
  private volatile @Nullable Connection writing;
  private volatile boolean closed;

  TableDestination(Database database, DestinationContext context) {
    this.database = database;
    this.table = TableName.of(context);
    if (context.key().isEmpty()) {
      throw ConnectorException.fatal(
          "%s cannot be opened: dataset '%s' has no key, by which rows of table '%s' are put and removed. Declare a key."
              .formatted(context.subject(), context.dataset(), table),
          null);
    }
    this.rows = new RowWriter(table.quoted(), context.columns(), context.key());
    this.position = PositionRow.beside(table, context.dataset() + "/" + context.name());
  }

  @Override
  public Optional<Long> position() {
    try (Lent lent = database.connect()) {
      Connection connection = lent.connection();
      position.prepare(connection);
      long sequence = position.read(connection);
      connection.commit();
      return Optional.of(sequence);
    } catch (SQLException e) {
      throw database.failure("read its position beside", e);
    }
  }

  @Override
  public DestinationResult write(DestinationBatch batch) {
    try (Lent lent = database.connect()) {
      writing = lent.connection();
      return write(lent.connection(), batch);
    } catch (SQLException e) {
      throw closed ? database.closed(e) : database.failure("write to", e);
    } finally {
      writing = null;
    }
  }

  private DestinationResult write(Connection connection, DestinationBatch batch)
      throws SQLException {
    if (closed) {
      throw database.closed(null);
    }
    try {
      position.prepare(connection);
      long begin = position.lock(connection);
      List<RefusedRecord> refused = write(connection, batch.behind(begin));
      long end = Math.max(begin, batch.lastOr(begin));
      position.set(connection, end);
      connection.commit();
      return new DestinationResult(end, refused);
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  /** PostgreSQL would wait for a lock for ever; H2 gives up by itself. */
  @Override
  public void close() {
    closed = true;
    Connection connection = writing;
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        throw database.failure("let go of", e);
      }
    }
  }

  private List<RefusedRecord> write(Connection connection, List<DestinationRecord> records)
      throws SQLException {
    TimeColumns times = TimeColumns.of(connection, table);
    List<RefusedRecord> refused = new ArrayList<>();
    for (DestinationRecord record : records) {
      Savepoint before = connection.setSavepoint();
      try {
        rows.write(connection, times, record);
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        if (!isOfTheRow(e)) {
          throw e;
        }
        connection.rollback(before);
        refused.add(new RefusedRecord(record.sequence(), String.valueOf(e.getMessage())));
      }
    }
    return refused;
  }

  /** A value that the table does not take, or a constraint that it breaks. */
  private static boolean isOfTheRow(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("22") || state.startsWith("23");
  }
}
