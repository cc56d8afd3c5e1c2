package io.obsrv.jdbc.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.SecretResolver;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Effect;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The application lends a connection that it goes on with afterwards. */
class LentConnectionTest {
  private static final DatasetId ID = DatasetId.of("orders");
  private static final SecretResolver NO_SECRETS = name -> Optional.empty();

  /** Where the connection is to. */
  enum Server {
    H2,
    POSTGRESQL;

    Connection connect() throws SQLException {
      return (this == H2 ? Databases.h2() : Databases.postgres()).getConnection();
    }
  }

  @ParameterizedTest
  @EnumSource
  void comes_back_as_it_was_whatever_was_done(Server server) throws SQLException {
    try (Connection connection = server.connect()) {
      JdbcConnector connector = JdbcConnector.on("db", Databases.lending(connection));
      Databases.execute(
          Databases.lending(connection), "create table \"T\" (\"id\" bigint primary key)");
      for (boolean autoCommit : new boolean[] {true, false}) {
        connection.setAutoCommit(autoCommit);
        Destination destination = destination(connector, "T");
        destination.position();
        assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
        destination.write(one());
        assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);

        assertThatThrownBy(() -> destination(connector, "Nowhere").write(one()))
            .isInstanceOf(ConnectorException.class);
        assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);

        assertThat(read(connector)).isEqualTo(1);
        assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
      }
    }
  }

  private static Destination destination(JdbcConnector connector, String table) {
    return connector.destination(
        new DestinationContext(
            ID,
            "out",
            List.of(Column.of("id", ColumnType.INTEGER)),
            List.of("id"),
            Map.of("table", table),
            NO_SECRETS,
            Clock.systemUTC()));
  }

  private static DestinationBatch one() {
    return new DestinationBatch(
        List.of(
            new DestinationRecord(
                1, Effect.PUT, Instant.EPOCH, JsonNodeFactory.instance.objectNode().put("id", 1))));
  }

  private static int read(JdbcConnector connector) {
    SourceContext context =
        new SourceContext(
            ID,
            "in",
            1_000,
            Map.of("table", "T", "id", "id", "mode", "snapshot"),
            NO_SECRETS,
            Clock.systemUTC());
    try (Source source = connector.source(context);
        SplitReader reader = source.open(source.splits().get(0), Optional.empty())) {
      return reader.poll(10, Duration.ZERO).records().size();
    }
  }
}
