package io.obsrv.examples;

import static io.obsrv.table.Condition.field;
import static io.obsrv.table.Granularity.DAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.obsrv.Obsrv;
import io.obsrv.connector.file.FileSource;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.metrics.DropwizardTelemetry;
import io.obsrv.query.Query;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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

    assertThat(shown).hasSize(2);
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
