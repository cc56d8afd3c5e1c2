package io.obsrv.examples;

import com.codahale.metrics.MetricRegistry;
import io.obsrv.Obsrv;
import io.obsrv.connector.file.FileSource;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Counters;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.ingest.SourceFailedException;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.metrics.DatasetFigures;
import io.obsrv.metrics.DropwizardTelemetry;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.Result;
import io.obsrv.schema.Inference;
import io.obsrv.schema.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From a file to answers: infers a schema, brings the dataset live, ingests the file and asks. */
final class FileJob {
  private static final QueryLimits ALL = new QueryLimits(10_000_000, Duration.ofMinutes(10));

  private final Options options;
  private final Path directory;

  /** What a run found and did; the counters are those of this run alone. */
  record Outcome(
      DatasetDefinition definition,
      List<Suggestion> suggestions,
      Counters before,
      Counters after,
      Result table,
      Result answer,
      List<QuarantinedEvent> quarantined,
      Optional<DatasetFigures> figures,
      Duration time) {}

  FileJob(Options options, Path directory) {
    this.options = options;
    this.directory = directory;
  }

  Outcome run(Progress progress) {
    long start = System.nanoTime();
    InputFile input = InputFile.of(options, directory);
    FileSource file = input.source();
    FileSurvey survey = FileSurvey.of(file, hints());
    DropwizardTelemetry metrics = DropwizardTelemetry.on(new MetricRegistry());
    try (Obsrv obsrv =
        Obsrv.on(storage()).telemetry(metrics).queryLimits(ALL).sourcesStartOnCall().open()) {
      String id = new FileDatasets(obsrv.datasets()).idOf(input);
      Definitions definitions = new Definitions(options, id, file);
      Counters before =
          obsrv
              .datasets()
              .find(id)
              .map(d -> obsrv.monitor().stats(id).counters())
              .orElse(Counters.ZERO);
      Publication publication = new Publication(obsrv);
      DatasetDefinition definition = publication.bringLive(id, definitions, survey.inference());
      obsrv.ingestion().start(id);
      try {
        progress.await(obsrv, id, survey.records());
      } catch (SourceFailedException e) {
        checkKey(input, e);
        publication.readAgain(definitions, definition);
        progress.await(obsrv, id, survey.records());
      }
      Result table = obsrv.tables().rows(id, Definitions.tableOf(id));
      return new Outcome(
          definition,
          survey.inference().suggestions(),
          before,
          obsrv.monitor().stats(id).counters(),
          table,
          obsrv.queries().sql(id, "select count(*) from \"" + id + "\""),
          obsrv.monitor().quarantined(id, 0, 5),
          metrics.figures(DatasetId.of(id)),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * With a key, a file that was replaced can be read from its beginning: what is stored is known.
   */
  private void checkKey(InputFile input, SourceFailedException e) {
    if (options.key().isEmpty()) {
      throw new UsageException(
          "'%s' cannot be read on: %s Or call with another --data; with a --key from the first call on, a replaced file is read again and only what is new is stored."
              .formatted(input.path(), e.getMessage()));
    }
  }

  /** What the options say about fields outweighs what most of the values look like. */
  private Inference.Builder hints() {
    Inference.Builder inference = Inference.builder();
    options.time().ifPresent(field -> timestamp(inference, field));
    MeasureOption.all(options.measures()).stream()
        .filter(MeasureOption::isArithmetic)
        .forEach(measure -> inference.numeric(measure.field().orElseThrow()));
    return inference;
  }

  private void timestamp(Inference.Builder inference, String field) {
    try {
      inference.timestamp(field, options.timeFormat());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--time-format cannot be used: " + e.getMessage());
    }
  }

  private JdbcStorage storage() {
    try {
      return JdbcStorage.h2(directory);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--data cannot be used: " + e.getMessage());
    }
  }
}
