package io.obsrv.jdbc.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.connector.Secret;
import io.obsrv.connector.SecretResolver;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Effect;
import io.obsrv.event.Event;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.JsonText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The connector that is given an address, a user, and the name of a password. */
abstract class AddressContract {
  static final String USER = "keeper";
  static final String PASSWORD = "pass;word='1'";

  private static final DatasetId ID = DatasetId.of("orders");

  /** The same database, for the test itself. */
  abstract DataSource database();

  abstract String url();

  Map<String, String> options(String table) {
    return Map.of("url", url(), "user", USER, "password", "db", "table", table);
  }

  static SecretResolver knowing(String password) {
    return name ->
        Optional.of(name)
            .filter("db"::equals)
            .map(known -> new Secret("k1", password.getBytes(UTF_8)));
  }

  Destination destination(String table, SecretResolver secrets) {
    return new JdbcConnector()
        .destination(
            new DestinationContext(
                ID,
                "out",
                List.of(Column.of("id", ColumnType.INTEGER), Column.of("info", ColumnType.JSON)),
                List.of("id"),
                options(table),
                secrets,
                Clock.systemUTC()));
  }

  private List<Event> read(String table) {
    Map<String, String> options = new HashMap<>(options(table));
    options.put("id", "id");
    options.put("mode", "snapshot");
    SourceContext context =
        new SourceContext(ID, "in", 1_000, options, knowing(PASSWORD), Clock.systemUTC());
    try (Source source = new JdbcConnector().source(context);
        SplitReader reader = source.open(source.splits().get(0), Optional.empty())) {
      return reader.poll(10, Duration.ZERO).records();
    }
  }

  private static DestinationRecord put(long sequence, int id, String info) {
    ObjectNode value = JsonNodeFactory.instance.objectNode().put("id", id);
    value.set("info", JsonText.parse(info));
    return new DestinationRecord(sequence, Effect.PUT, Instant.EPOCH, value);
  }

  @Test
  void writes_and_reads_as_its_user() {
    Databases.execute(
        database(),
        "create table \"Out\" (\"id\" integer, \"info\" varchar(100), \"who\" varchar(100) default current_user)");

    try (Destination destination = destination("Out", knowing(PASSWORD))) {
      destination.write(new DestinationBatch(List.of(put(1, 7, "{\"a\":1}"))));
    }

    assertThat(read("Out"))
        .extracting(event -> new String(event.raw(), UTF_8))
        .allMatch(json -> json.toLowerCase(Locale.ROOT).endsWith("\"who\":\"keeper\"}"))
        .allMatch(json -> json.startsWith("{\"id\":7,"));
    assertThat(read("Out")).hasSize(1);
  }

  /** The types of columns that hold JSON. */
  abstract List<String> jsonTypes();

  @Test
  void writes_json_into_every_type_of_column_that_holds_it() {
    for (String type : jsonTypes()) {
      String table = "Out " + type;
      Databases.execute(
          database(), "create table \"%s\" (\"id\" integer, \"info\" %s)".formatted(table, type));
      try (Destination destination = destination(table, knowing(PASSWORD))) {
        long begin = destination.position().orElseThrow();
        DestinationResult result =
            destination.write(
                new DestinationBatch(
                    List.of(
                        put(begin + 1, 1, "{\"a\": [1, \"x\"]}"),
                        put(begin + 2, 2, "null"),
                        put(begin + 3, 3, "[]"),
                        put(begin + 4, 3, "[true]"))));
        assertThat(result.refused()).as("refused by %s", type).isEmpty();
      }
      assertThat(
              Databases.texts(
                  database(),
                  "select cast(\"info\" as varchar(100)) from \"%s\" order by \"id\""
                      .formatted(table)))
          .as("in a column of type %s", type)
          .extracting(text -> String.valueOf(text).replace(" ", ""))
          .containsExactly("{\"a\":[1,\"x\"]}", "null", "[true]");
    }
  }
}
