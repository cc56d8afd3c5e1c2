package io.obsrv.jdbc.connector;

import static io.obsrv.jdbc.Identifiers.quote;
import static io.obsrv.jdbc.Identifiers.quoteAll;

import io.obsrv.connector.SourceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks for the next rows of a table.
 *
 * @param table its name
 * @param order the columns that order it: a time, if there is one, and what tells rows of one time
 *     apart
 * @param settle how old the time must be
 * @param clock tells how old it is
 */
record RowQuery(String table, List<String> order, Optional<Duration> settle, Clock clock) {

  static RowQuery of(SourceContext context) {
    Optional<String> time =
        context
            .find(JdbcConnector.TIME)
            .filter(t -> !context.option(JdbcConnector.MODE).equals(JdbcConnector.SNAPSHOT));
    List<String> order =
        Stream.concat(time.stream(), Stream.of(context.option(JdbcConnector.ID))).toList();
    return new RowQuery(
        context.option(JdbcConnector.TABLE),
        order,
        context.find(JdbcConnector.SETTLE).filter(s -> time.isPresent()).map(Duration::parse),
        context.clock());
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
      where += " and " + quote(order.get(0)) + " <= ?";
      values.add(clock.instant().minus(settle.get()).atOffset(ZoneOffset.UTC));
    }
    PreparedStatement statement =
        connection.prepareStatement(
            "select * from %s where %s order by %s limit ?"
                .formatted(quote(table), where, quoteAll(order)));
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    statement.setInt(values.size() + 1, max);
    return statement;
  }
}
