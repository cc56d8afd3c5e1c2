package io.obsrv.examples;

import static io.obsrv.table.Condition.field;
import static io.obsrv.table.Granularity.DAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.obsrv.Obsrv;
import io.obsrv.connector.callback.Callback;
import io.obsrv.connector.file.FileSource;
import io.obsrv.connector.inbox.Inbox;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.odcs.OdcsContract;
import io.obsrv.event.Event;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.RunState;
import io.obsrv.governance.Residence;
import io.obsrv.ingest.ConnectorControl;
import io.obsrv.ingest.QuarantineQueue;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.jdbc.JdbcTransaction;
import io.obsrv.metrics.DropwizardTelemetry;
import io.obsrv.policy.OnMiss;
import io.obsrv.policy.Retention;
import io.obsrv.query.Query;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.telemetry.Telemetry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is compiled here, and run. */
class ReadmeTest {
  private static final String QUAKES =
      """
      {"features": [{"id": "a", "mag": 2.5}, {"id": "b", "mag": 5.1}]}""";

  @TempDir private Path directory;

  @Test
  void the_first_java_of_the_readme_does_what_it_says() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    String order =
        """
        {"id": 1, "placed_at": "2026-03-01T10:00:00Z", "city": "Pune", "amount": 12.5}""";
    String schema =
        """
        {"type": "object", "properties": {
          "id": {"type": "integer"}, "placed_at": {"type": "string", "format": "date-time"},
          "city": {"type": "string"}, "amount": {"type": "number"}}}""";

    try (Obsrv obsrv = Obsrv.open(JdbcStorage.h2(directory))) {
      obsrv
          .as("asha")
          .datasets()
          .create(
              DatasetDefinition.named("orders")
                  .schema(Schema.parse(schema))
                  .key("id")
                  .time("placed_at")
                  .table("per_day", t -> t.groupBy("city").every(DAY).count().sum("amount")));
      obsrv.as("asha").datasets().submit("orders");
      obsrv.as("ravi").datasets().approve("orders", "fields agreed");
      obsrv.as("ravi").datasets().publish("orders");

      obsrv.ingestion().ingest("orders", order);
      obsrv.queries().sql("orders", "select city, sum_amount from per_day").print(out);
    }

    assertThat(printed.toString(UTF_8).lines())
        .containsExactly("city  sum_amount", "----  ----------", "Pune        12.5");
  }

  @Test
  void the_sources_and_metrics_of_the_readme_do_what_they_say() throws IOException {
    Path file = Files.writeString(directory.resolve("quakes.json"), QUAKES);
    MetricRegistry registry = new MetricRegistry();

    Telemetry metrics = DropwizardTelemetry.on(registry);
    try (Obsrv obsrv = Obsrv.on(JdbcStorage.h2(directory)).telemetry(metrics).open()) {
      FileSource feed = io.obsrv.connector.file.Files.json(file).extract("features");
      Schema schema = Schema.inferFrom(JsonText.parse(QUAKES).path("features"));
      obsrv
          .datasets()
          .create(DatasetDefinition.named("quakes").schema(schema).source("feed", feed));
      obsrv.datasets().submit("quakes");
      obsrv.datasets().approve("quakes", "");
      obsrv.datasets().publish("quakes");
      obsrv.ingestion().awaitCompletion("quakes");

      assertThat(obsrv.monitor().stats("quakes").counters().accepted()).isEqualTo(2);
      assertThat(registry.meter("obsrv.quakes.load.rows").getCount()).isEqualTo(2);
      Query strong = Query.from("quakes").where(field("mag").atLeast(4.5)).count().max("mag");
      assertThat(obsrv.queries().run("quakes", strong).rows()).containsExactly(new Row(1L, 5.1));
    }
  }

  private static final String ORDERS =
      """
      {"type": "object", "properties": {"id": {"type": "integer"}}}""";
  private static final String SHOPS =
      """
      {"type": "object", "properties": {"shop": {"type": "string"}, "city": {"type": "string"}}}""";
  private static final String SALES =
      """
      {"type": "object", "properties": {
        "id": {"type": "integer"}, "shop": {"type": "string"}, "price": {"type": "number"},
        "pieces": {"type": "integer"}, "card": {"type": "string"}, "city": {"type": "string"},
        "total": {"type": "number"}}}""";

  private static void publish(Obsrv obsrv, DefinitionBuilder definition) {
    review(obsrv, obsrv.datasets().create(definition).id().value());
  }

  private static void review(Obsrv obsrv, String id) {
    obsrv.datasets().submit(id);
    obsrv.datasets().approve(id, "");
    obsrv.datasets().publish(id);
  }

  @Test
  void the_locations_of_the_readme_do_what_they_say() {
    Path home = directory.resolve("home");
    Path eu = directory.resolve("eu");
    try (Obsrv obsrv = Obsrv.on(JdbcStorage.h2(home)).location("eu", JdbcStorage.h2(eu)).open()) {
      publish(
          obsrv, DatasetDefinition.named("patients").schema(Schema.parse(ORDERS)).location("eu"));
      obsrv.ingestion().ingest("patients", "{\"id\": 1}");
      Residence patients = obsrv.governance().residency("patients");
      assertThat(patients.isAsDeclared()).isTrue();
      assertThat(patients.holdings()).containsOnlyKeys(Location.of("eu"));

      obsrv.datasets().edit("patients", d -> d.location("home"));
      review(obsrv, "patients");
      assertThat(eu.resolve("datasets")).isEmptyDirectory();
    }
  }

  @Test
  void the_retention_of_the_readme_does_what_it_says() {
    DefinitionBuilder visits =
        DatasetDefinition.named("visits")
            .schema(
                Schema.parse(
                    """
                    {"type": "object", "properties": {
                      "id": {"type": "integer"}, "at": {"type": "string", "format": "date-time"}}}"""))
            .time("at");
    try (Obsrv obsrv = Obsrv.open(JdbcStorage.h2Memory())) {
      publish(
          obsrv,
          visits
              .retain(Retention.byEventTime(Duration.ofDays(30)))
              .table("per_day", t -> t.every(DAY).count().retain(Duration.ofDays(36500))));
      obsrv.ingestion().ingest("visits", "{\"id\": 1, \"at\": \"2020-05-17T10:00:00Z\"}");
      assertThat(obsrv.governance().expire("visits").rows()).isEqualTo(1);
      assertThat(obsrv.queries().run("visits", Query.from("per_day")).rows())
          .containsExactly(new Row(Instant.parse("2020-05-17T00:00:00Z"), 1L, true));
    }
  }

  @Test
  void the_contract_of_the_readme_is_a_dataset() {
    try (Obsrv obsrv = Obsrv.open(MemoryStorage.create())) {
      String contract =
          """
          apiVersion: v3.1.0
          kind: DataContract
          id: visits
          version: 1.0.0
          status: draft
          schema:
            - name: visits
              properties:
                - {name: id, logicalType: integer, required: true, primaryKey: true}
                - {name: at, logicalType: timestamp}
          customProperties:
            - {property: obsrv, value: {time: at}}
          """;
      DatasetDefinition visits = OdcsContract.read(contract).definition();
      obsrv.datasets().create(visits);
      assertThat(OdcsContract.read(OdcsContract.write(visits)).definition()).isEqualTo(visits);

      assertThat(visits.key()).containsExactly("id");
      review(obsrv, "visits");
    }
  }

  @Test
  void the_stages_and_the_quarantine_of_the_readme_do_what_they_say() {
    try (Obsrv obsrv = Obsrv.open(MemoryStorage.create())) {
      publish(
          obsrv,
          DatasetDefinition.named("shops")
              .kind(Kind.MASTER)
              .schema(Schema.parse(SHOPS))
              .key("shop"));
      obsrv.ingestion().ingest("shops", "{\"shop\": \"a\", \"city\": \"Pune\"}");
      obsrv
          .datasets()
          .create(
              DatasetDefinition.named("sales")
                  .schema(Schema.parse(SALES))
                  .key("id")
                  .envelope("records", "batch")
                  .enrich(
                      "shop",
                      e ->
                          e.from("shops")
                              .on("shop")
                              .field("city", "city")
                              .onMiss(OnMiss.QUARANTINE))
                  .transform("total", t -> t.jsonata("total", "price * pieces"))
                  .transform("card", t -> t.mask("card", 4))
                  .rule("some", r -> r.column("pieces").atLeast(1)));
      review(obsrv, "sales");
      obsrv
          .ingestion()
          .ingest(
              "sales",
              """
              {"batch": "b1", "records": [
                {"id": 1, "shop": "a", "price": 2.5, "pieces": 2, "card": "12345678"},
                {"id": 2, "shop": "a", "price": 5, "pieces": 0, "card": "9999"}]}""");

      QuarantineQueue queue = obsrv.as("ravi").ingestion().quarantine("sales");
      QuarantinedEvent wrong = queue.read(QuarantineFilter.ALL, 0, 10).get(0);
      queue.patch(
          wrong,
          """
          {"id": 2, "shop": "a", "price": 5, "pieces": 1, "card": "9999"}""");
      assertThat(queue.dryRun(QuarantineFilter.ALL).get(0).rejection()).isEmpty();
      assertThat(queue.replay(QuarantineFilter.ALL).accepted()).isEqualTo(1);
      assertThat(queue.trail(wrong.id())).extracting(QuarantineEntry::actor).contains("ravi");

      Query rows = Query.from("sales").select("id", "city", "total", "card").orderBy("id");
      assertThat(obsrv.queries().run("sales", rows).rows())
          .containsExactly(new Row(1L, "Pune", 5.0, "****5678"), new Row(2L, "Pune", 5.0, "****"));
    }
  }

  @Test
  void the_connectors_of_the_readme_do_what_they_say() throws InterruptedException {
    LinkedBlockingQueue<Long> sent = new LinkedBlockingQueue<>();

    Callback mail =
        Callback.to("mail", batch -> batch.records().forEach(row -> sent.add(row.sequence())));
    try (Inbox inbox = Inbox.at("inbox", directory.resolve("inbox"));
        Obsrv obsrv = Obsrv.on(MemoryStorage.create()).connector(inbox).connector(mail).open()) {
      publish(
          obsrv,
          DatasetDefinition.named("orders")
              .schema(Schema.parse(ORDERS))
              .source("web", inbox.config())
              .destination("mail", mail.config()));
      inbox.put(Event.json("{\"id\": 1}"));
      assertThat(sent.take()).isEqualTo(1);

      ConnectorControl web = obsrv.ingestion().source("orders", "web");
      web.pause();
      assertThat(web.status().state()).isEqualTo(RunState.PAUSED);
      web.resume();
    }
  }

  @Test
  void the_transaction_of_the_readme_does_what_it_says() throws IOException, SQLException {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start()) {
      DataSource database = server.getPostgresDatabase();
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create table purchase (id integer)");
      }
      try (Obsrv obsrv = Obsrv.open(JdbcStorage.postgres(database))) {
        publish(obsrv, DatasetDefinition.named("orders").schema(Schema.parse(ORDERS)));

        try (Connection connection = database.getConnection();
            Statement statement = connection.createStatement()) {
          connection.setAutoCommit(false);
          JdbcTransaction transaction = JdbcTransaction.of(connection);
          statement.execute("insert into purchase (id) values (1)");
          obsrv.ingestion().ingest("orders", transaction, List.of(Event.json("{\"id\": 1}")));
          connection.commit();
          transaction.committed();
        }

        assertThat(obsrv.monitor().stats("orders").counters().accepted()).isEqualTo(1);
      }
    }
  }

  @Test
  void every_java_of_the_readme_is_one_that_was_run() throws IOException {
    String run = Files.readString(Path.of("src/test/java/io/obsrv/examples/ReadmeTest.java"));
    String readme = Files.readString(Path.of("..", "README.md"));
    List<String> shown =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(readme)
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(shown).hasSize(9);
    assertThat(readme.substring(0, readme.indexOf("```java")).lines().count()).isLessThan(20);
    for (String block : shown) {
      String same =
          block
              .replace("System.out", "out")
              .replace(" Files.json", " io.obsrv.connector.file.Files.json");
      assertThat(run.replaceAll("\\s", "")).contains(same.replaceAll("\\s", ""));
    }
  }
}
