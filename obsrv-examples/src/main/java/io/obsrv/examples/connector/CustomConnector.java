package io.obsrv.examples.connector;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * A dataset that is fed by a connector of one's own: {@link LogfmtConnector} is named in {@code
 * META-INF/services/io.obsrv.connector.ConnectorProvider}, and found when that is asked for.
 */
public final class CustomConnector {
  private static final String CALLS =
      """
      {"type": "object", "required": ["at", "ship"], "properties": {
        "at": {"type": "string", "format": "date-time"}, "ship": {"type": "string"},
        "berth": {"type": "integer"}, "tons": {"type": "integer"}}}""";

  private CustomConnector() {}

  /**
   * Reads the log of a harbour, and asks which berth is the busiest.
   *
   * @param args none
   * @throws IOException if no temporary file can be made
   */
  public static void main(String[] args) throws IOException {
    Path log = Files.createTempFile("harbour-", ".log");
    try (InputStream shipped = CustomConnector.class.getResourceAsStream("harbour.log")) {
      Files.copy(Objects.requireNonNull(shipped), log, StandardCopyOption.REPLACE_EXISTING);
      run(log, System.out);
    } finally {
      Files.delete(log);
    }
  }

  static void run(Path log, PrintStream out) {
    try (Obsrv obsrv = Obsrv.on(JdbcStorage.h2Memory()).discoverConnectors().open()) {
      out.println("Connectors: " + obsrv.connectors().types().keySet());
      obsrv
          .datasets()
          .create(
              DatasetDefinition.named("calls")
                  .schema(Schema.parse(CALLS))
                  .key("at", "ship")
                  .time("at")
                  .source("log", LogfmtConnector.of(log)));
      obsrv.datasets().submit("calls");
      obsrv.datasets().approve("calls", "");
      obsrv.datasets().publish("calls");
      obsrv.ingestion().awaitCompletion("calls");

      obsrv
          .queries()
          .sql(
              "calls",
              "select berth, count(*) as ships, sum(tons) as tons from calls group by berth order by berth")
          .print(out);
      obsrv
          .monitor()
          .quarantined("calls", 0, 10)
          .forEach(record -> out.println("In quarantine: " + record.rejection().message()));
    }
  }
}
