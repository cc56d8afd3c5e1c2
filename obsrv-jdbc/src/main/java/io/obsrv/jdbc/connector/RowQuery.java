package io.obsrv.jdbc.connector;

import static io.obsrv.jdbc.Identifiers.quote;
import static io.obsrv.jdbc.Identifiers.quoteAll;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.SourceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks for the next rows of a table.
 *
 * @param table the table
 * @param order the columns that order it: a time, if there is one, and what tells rows of one time
 *     apart
 * @param settle how old the time must be
 * @param clock tells how old it is
 */
record RowQuery(TableName table, List<String> order, Optional<Duration> settle, Clock clock) {

  static RowQuery of(SourceContext context, Database database) {
    TableName table = TableName.of(context);
    Stream<String> id =
        context
            .find(JdbcConnector.ID)
            .map(Stream::of)
            .orElseGet(() -> key(database, table).stream());
    return new RowQuery(
        table,
        Stream.concat(context.find(JdbcConnector.TIME).stream(), id).distinct().toList(),
        context.find(JdbcConnector.SETTLE).map(Duration::parse),
        context.clock());
  }

  private static List<String> key(Database database, TableName table) {
    try (Lent lent = database.connect()) {
      Connection connection = lent.connection();
      List<String> key = table.primaryKey(connection);
      connection.rollback();
      if (key.isEmpty()) {
        throw ConnectorException.fatal(
            "%s cannot read '%s': it has no primary key, which tells rows of one time apart. Declare one, or set option '%s' to a column that is unique."
                .formatted(database.context().subject(), table, JdbcConnector.ID),
            null);
      }
      return key;
    } catch (SQLException e) {
      throw database.failure("read", e);
    }
  }

  PreparedStatement prepare(Connection connection, Optional<RowPlace> place, int max)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    String where =
        order.stream().map(c -> quote(c) + " is not null").collect(Collectors.joining(" and "));
    if (place.isPresent()) {
      // Rows are compared column by column, as in the order.
      String parameters = order.stream().map(c -> "?").collect(Collectors.joining(", "));
      where += " and (" + quoteAll(order) + ") > (" + parameters + ")";
      values.addAll(place.get().values());
    }
    if (settle.isPresent()) {
      String time = order.get(0);
      where += " and " + quote(time) + " <= ?";
      values.add(
          TimeColumns.of(connection, table).parameter(time, clock.instant().minus(settle.get())));
    }
    PreparedStatement statement =
        connection.prepareStatement(
            "select * from %s where %s order by %s limit ?"
                .formatted(table.quoted(), where, quoteAll(order)));
    Product product = Product.of(connection);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof String text) {
        product.bindText(statement, i + 1, text);
      } else {
        statement.setObject(i + 1, values.get(i));
      }
    }
    statement.setInt(values.size() + 1, max);
    return statement;
  }
}
