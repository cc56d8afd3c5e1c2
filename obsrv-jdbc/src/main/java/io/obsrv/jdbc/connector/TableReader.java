package io.obsrv.jdbc.connector;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.SplitReader;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads a table row by row. Holds no connection between polls; for one thread, closed by any. */
final class TableReader implements SplitReader {
  private final Database database;
  private final SourceContext context;
  private final RowQuery query;
  private final boolean snapshot;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Optional<RowPlace> place;

  TableReader(Database database, SourceContext context, RowQuery query, Optional<RowPlace> place) {
    this.database = database;
    this.context = context;
    this.query = query;
    this.place = place;
    this.snapshot = context.option(JdbcConnector.MODE).equals(JdbcConnector.SNAPSHOT);
  }

  @Override
  public SourceBatch poll(int max, Duration wait) {
    RowBatch batch = read(max);
    if (batch.events().isEmpty() && !snapshot && closedWithin(wait)) {
      throw ConnectorException.retryable(
          "%s: the reader was closed.".formatted(context.subject()), null);
    }
    Checkpoint checkpoint =
        place.map(RowPlace::checkpoint).orElse(new Checkpoint(RowPlace.BEGINNING));
    return new SourceBatch(batch.events(), checkpoint, snapshot && batch.isLast());
  }

  private RowBatch read(int max) {
    RowBatch batch = new RowBatch(max);
    try (Lent lent = database.connect()) {
      Connection connection = lent.connection();
      Product product = Product.of(connection);
      while (!batch.isDone()) {
        read(connection, product.rowsAtOnce(batch.room()), batch);
      }
      connection.rollback();
      return batch;
    } catch (SQLException e) {
      throw database.failure("read", e);
    }
  }

  private void read(Connection connection, int wanted, RowBatch batch) throws SQLException {
    try (PreparedStatement statement = query.prepare(connection, place, wanted)) {
      statement.setFetchSize(Product.FETCHED);
      try (ResultSet rows = statement.executeQuery()) {
        RowValues values = new RowValues(rows);
        int found = 0;
        while (!batch.isDone() && found < wanted && rows.next()) {
          found++;
          batch.add(bounded(Event.of(values.all())));
          place = Optional.of(new RowPlace(values.place(query.order())));
        }
        if (found < wanted && !batch.isDone()) {
          batch.end();
        }
      }
    }
  }

  private Event bounded(Event event) {
    int max = context.maxEventBytes();
    byte[] raw = event.raw();
    return raw.length <= max
        ? event
        : new Event.Broken(
            Arrays.copyOf(raw, max),
            RejectionCode.TOO_LARGE,
            "row has %d bytes as JSON, must have at most %d".formatted(raw.length, max));
  }

  private boolean closedWithin(Duration wait) {
    try {
      return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
