package io.obsrv.jdbc.crash;

import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.policy.Scaling;
import io.obsrv.schema.Schema;
import io.obsrv.table.Granularity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A dataset without a key, so that nothing but the checkpoint keeps a record from being stored
 * twice.
 */
final class Readings {
  static final String ID = "readings";
  static final int RECORDS = 10_000;

  /** Every such record is broken, and goes to quarantine. */
  static final int BROKEN_EVERY = 250;

  private Readings() {}

  static Path write(Path file) {
    List<String> lines = IntStream.rangeClosed(1, RECORDS).mapToObj(Readings::line).toList();
    try {
      return java.nio.file.Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DefinitionBuilder definition(Path file) {
    return DatasetDefinition.named(ID)
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["n"], "properties": {
                  "n": {"type": "integer"},
                  "place": {"type": "string"},
                  "value": {"type": "number"},
                  "at": {"type": "string", "format": "date-time"}}}
                """))
        .time("at")
        .scaling(Scaling.DEFAULT.batchSize(100))
        .source("file", Files.jsonLines(file))
        .table(
            "by_place",
            t -> t.groupBy("place").every(Granularity.HOUR).count().sum("value").max("n"));
  }

  private static String line(int n) {
    return n % BROKEN_EVERY == 0
        ? "{\"n\": " + n + ","
        : """
          {"n": %d, "place": "p%d", "value": %d.1, "at": "2026-01-%02dT%02d:00:00Z"}"""
            .formatted(n, n % 7, n % 100, n % 28 + 1, n % 24);
  }
}
