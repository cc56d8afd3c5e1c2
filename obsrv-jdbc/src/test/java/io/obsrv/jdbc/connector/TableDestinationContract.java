package io.obsrv.jdbc.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.tck.DestinationTck;
import io.obsrv.event.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The contract of destinations, with a table that counts rows written twice as two. */
abstract class TableDestinationContract extends DestinationTck {
  private final DataSource database;

  TableDestinationContract(DataSource database) {
    this.database = database;
    Databases.execute(database, "create table \"Out\" (\"id\" integer, \"name\" varchar(10))");
  }

  @Override
  protected ConnectorProvider provider() {
    return JdbcConnector.on("db", database);
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("table", "Out");
  }

  @Override
  protected List<Seen> seen() {
    return Databases.integers(database, "select \"id\" from \"Out\"").stream()
        .map(id -> new Seen(id, Effect.PUT))
        .toList();
  }

  @Override
  protected void startOver() {
    Databases.execute(database, "delete from \"Out\"");
    Databases.execute(database, "delete from \"_obsrv_positions\"");
  }

  /** Somebody else holds the row in which the position is. */
  @Override
  protected Optional<Runnable> hold() {
    return Optional.of(Databases.lock(database, "select * from \"_obsrv_positions\" for update"));
  }

  @Override
  protected Optional<DestinationRecord> refusable(long sequence) {
    return Optional.of(
        new DestinationRecord(
            sequence,
            Effect.PUT,
            Instant.EPOCH,
            JsonNodeFactory.instance.objectNode().put("id", 2).put("name", "much too long")));
  }
}
