package io.obsrv.examples;

import static io.obsrv.table.Condition.field;
import static io.obsrv.table.Granularity.DAY;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.Obsrv;
import io.obsrv.connector.file.FileSource;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Event;
import io.obsrv.event.Receipt;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.metrics.DropwizardTelemetry;
import io.obsrv.query.Query;
import io.obsrv.schema.Inference;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * One week of earthquakes, from a file to answers: everything a dataset goes through, on one
 * screen.
 */
final class EarthquakeStory {
  private static final String QUAKES = "earthquakes";

  private final Path directory;
  private final PrintStream out;

  EarthquakeStory(Path directory, PrintStream out) {
    this.directory = directory;
    this.out = out;
  }

  void tell() throws IOException {
    Path file = Shipped.earthquakes(directory);
    FileSource feed = Files.json(file).extract("features");
    Inference inference = FileSurvey.of(feed, Inference.builder()).inference();
    DropwizardTelemetry metrics = DropwizardTelemetry.on(new MetricRegistry());

    try (Obsrv obsrv =
        Obsrv.on(JdbcStorage.h2(directory.resolve("data"))).telemetry(metrics).open()) {
      heading("The schema, inferred from the file");
      out.printf("%d columns%n", inference.schema().columns().size());
      inference.suggestions().stream().limit(3).forEach(s -> out.println("  suggestion: " + s));

      heading("Asha declares the dataset, Ravi reviews and publishes it");
      obsrv
          .as("asha")
          .datasets()
          .create(
              DatasetDefinition.named(QUAKES)
                  .schema(inference.schema())
                  .key("id")
                  .time("properties_time")
                  .source("feed", feed)
                  .table(
                      "by_day",
                      t ->
                          t.groupBy("properties_magType")
                              .every(DAY)
                              .count()
                              .max("properties_mag")));
      obsrv.as("asha").datasets().submit(QUAKES);
      obsrv.as("ravi").datasets().approve(QUAKES, "fields agreed");
      obsrv.as("ravi").datasets().publish(QUAKES);
      obsrv
          .governance()
          .audit(QUAKES)
          .forEach(
              e ->
                  out.printf(
                      "  %s: %s, %s %s%n", e.actor(), e.verb().label(), e.to(), e.comment()));

      heading("The source is read, and three records are pushed by hand");
      obsrv.ingestion().awaitCompletion(QUAKES);
      Event known = Event.of(Shipped.firstQuake(file));
      ObjectNode wrong = Shipped.firstQuake(file).put("id", "made up");
      wrong.withObjectProperty("properties").put("mag", "strong");
      Event broken = Event.json("{\"id\": ");
      Receipt receipt = obsrv.ingestion().ingest(QUAKES, List.of(known, Event.of(wrong), broken));
      receipt.verdicts().forEach(verdict -> out.println("  " + Screen.verdict(verdict)));
      Screen.counters(obsrv.monitor().stats(QUAKES).counters(), out);

      heading("Quakes per magnitude type and day, from the table kept by the commits");
      Screen.table(obsrv.tables().rows(QUAKES, "by_day"), 5, out);

      heading("The busiest networks, in SQL");
      String sql =
          """
          select "properties_net" as network, count(*) as quakes, max("properties_mag") as strongest
          from earthquakes group by 1 order by 2 desc limit 3
          """;
      obsrv.queries().sql(QUAKES, sql).print(out);

      heading("What was quarantined, and why");
      Screen.quarantine(obsrv.monitor().quarantined(QUAKES, 0, 5), out);

      heading("Version 2 adds a table of the strong ones, while version 1 runs");
      obsrv
          .as("asha")
          .datasets()
          .edit(
              QUAKES,
              d ->
                  d.table(
                      "strong",
                      t -> t.where(field("properties_mag").atLeast(4.5)).every(DAY).count()));
      obsrv.as("asha").datasets().submit(QUAKES);
      obsrv.as("ravi").datasets().approve(QUAKES, "good idea");
      obsrv.as("ravi").datasets().publish(QUAKES);
      obsrv.queries().run(QUAKES, Query.from("strong").orderBy("properties_time")).print(out);

      heading("Metrics");
      Screen.metrics(metrics.figures(DatasetId.of(QUAKES)), out);
    }
  }

  private void heading(String text) {
    out.printf("%n== %s%n", text);
  }
}
