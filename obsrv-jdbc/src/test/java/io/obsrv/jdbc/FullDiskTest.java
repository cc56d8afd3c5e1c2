package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.Counters;
import io.obsrv.ingest.SourceFailedException;
import io.obsrv.policy.Retries;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Query;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk is full in the midst of a source's records, and then there is space again. */
class FullDiskTest {
  private static final String ID = "readings";
  private static final int RECORDS = 4_000;

  private final Path directory = TestDirectories.create().resolve(LimitedFiles.MARK);

  @BeforeEach
  void install() {
    LimitedFiles.install();
  }

  @AfterEach
  void uninstall() {
    LimitedFiles.uninstall();
  }

  @Test
  void a_source_that_found_the_disk_full_goes_on_when_there_is_space() throws IOException {
    try (Obsrv obsrv = open()) {
      failFor(obsrv);

      LimitedFiles.fill(Long.MAX_VALUE);
      obsrv.ingestion().source(ID, "file").restart();
      obsrv.ingestion().awaitCompletion(ID);
      assertComplete(obsrv);
    }
    try (Obsrv obsrv = open()) {
      obsrv.ingestion().awaitCompletion(ID);
      assertComplete(obsrv);
    }
  }

  @Test
  void a_storage_that_is_closed_with_the_disk_full_has_lost_nothing_when_it_is_opened_again()
      throws IOException {
    try (Obsrv obsrv = open()) {
      failFor(obsrv);
    }
    LimitedFiles.fill(Long.MAX_VALUE);
    try (Obsrv obsrv = open()) {
      obsrv.ingestion().source(ID, "file").restart();
      obsrv.ingestion().awaitCompletion(ID);
      assertComplete(obsrv);
    }
  }

  private Obsrv open() {
    return Obsrv.on(JdbcStorage.h2(directory))
        .retries(new Retries(3, Duration.ofMillis(1), Duration.ofMillis(2)))
        .open();
  }

  private void failFor(Obsrv obsrv) throws IOException {
    Path file = directory.resolveSibling("readings.jsonl");
    java.nio.file.Files.write(
        file,
        IntStream.range(0, RECORDS)
            .mapToObj(n -> "{\"n\": %d, \"place\": \"%s\"}".formatted(n, "x".repeat(200)))
            .toList());
    obsrv
        .datasets()
        .create(
            DatasetDefinition.named(ID)
                .schema(
                    Schema.parse(
                        """
                        {"type": "object", "required": ["n"], "properties": {
                          "n": {"type": "integer"}, "place": {"type": "string"}}}
                        """))
                .scaling(Scaling.DEFAULT.batchSize(100))
                .source("file", Files.jsonLines(file))
                .table("total", t -> t.count().sum("n")));
    Fixtures.approve(obsrv, ID);
    LimitedFiles.fill(1_000_000);
    obsrv.datasets().publish(ID);
    assertThatThrownBy(() -> obsrv.ingestion().awaitCompletion(ID))
        .isInstanceOf(SourceFailedException.class);
    assertThat(LimitedFiles.refusals()).as("writes that did not fit").isPositive();
  }

  private static void assertComplete(Obsrv obsrv) {
    Counters counters = obsrv.monitor().stats(ID).counters();
    assertThat(counters.received()).as("received").isEqualTo(RECORDS);
    assertThat(counters.accepted()).as("accepted").isEqualTo(RECORDS);
    assertThat(
            obsrv.queries().run(ID, Query.from(ID).select("n").limit(2 * RECORDS)).rows().stream()
                .map(row -> Objects.requireNonNull(row.value(0)))
                .toList())
        .as("rows")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, RECORDS).mapToObj(n -> (Object) (long) n).toList());
    assertThat(obsrv.queries().run(ID, Query.from("total")).rows().toString())
        .as("the aggregate table")
        .isEqualTo("[[%d, %d]]".formatted(RECORDS, RECORDS * (RECORDS - 1) / 2));
  }
}
