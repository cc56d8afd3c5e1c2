package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.CommitOutcomeUnknownException;
import io.obsrv.event.Counters;
import io.obsrv.event.Event;
import io.obsrv.event.Receipt;
import io.obsrv.policy.Retries;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The connection is lost while a batch is committed: before the database has done so, or behind.
 * Nobody can tell which by the exception. No record has a key that would forgive a guess.
 */
abstract class CommitFailureContract {
  private static final String ID = "readings";
  private static final int RECORDS = 200;
  private static final Retries AT_ONCE = new Retries(8, Duration.ofMillis(1), Duration.ofMillis(2));

  @TempDir private Path directory;

  /** An empty storage. */
  abstract JdbcStorage open(CommitHook hook);

  @ParameterizedTest
  @EnumSource(names = {"COMMITTING", "COMMITTED", "SECURED"})
  void a_source_stores_every_record_once_though_the_connection_is_lost_at(CommitStep step)
      throws IOException {
    LostConnection lost = new LostConnection(step, 2, 5, 6);
    Path file = directory.resolve("readings.jsonl");
    java.nio.file.Files.write(file, records().toList());
    try (Obsrv obsrv = Obsrv.on(open(lost)).retries(AT_ONCE).open()) {
      Fixtures.publish(obsrv, definition().source("file", Files.jsonLines(file)));

      obsrv.ingestion().awaitCompletion(ID);

      assertThat(lost.losses()).isEqualTo(3);
      assertStored(obsrv, RECORDS);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COMMITTING", "COMMITTED", "SECURED"})
  void a_batch_with_a_name_is_stored_once_when_it_is_pushed_again_after_a_loss_at(CommitStep step) {
    LostConnection lost = new LostConnection(step, 1);
    List<Event> events = records().map(Event::json).toList();
    try (Obsrv obsrv = Obsrv.on(open(lost)).open()) {
      Fixtures.publish(obsrv, definition());

      assertThatThrownBy(() -> obsrv.ingestion().ingest(ID, "monday", events))
          .isInstanceOf(CommitOutcomeUnknownException.class);
      assertThat(obsrv.monitor().stats(ID).counters().received())
          .as("what is stored though nobody was told")
          .isEqualTo(step == CommitStep.COMMITTING ? 0 : RECORDS);
      Receipt receipt = obsrv.ingestion().ingest(ID, "monday", events);

      assertThat(receipt.accepted()).isEqualTo(RECORDS);
      assertStored(obsrv, RECORDS);
      assertThat(obsrv.ingestion().ingest(ID, "monday", events)).isEqualTo(receipt);
      assertStored(obsrv, RECORDS);
    }
  }

  @Test
  void a_database_that_never_commits_makes_the_source_fail_and_it_goes_on_when_it_does()
      throws IOException {
    LostConnection lost = new LostConnection(CommitStep.COMMITTING, 1, 2, 3);
    Path file = directory.resolve("readings.jsonl");
    java.nio.file.Files.write(file, records().toList());
    Retries two = new Retries(2, Duration.ofMillis(1), Duration.ofMillis(2));
    try (Obsrv obsrv = Obsrv.on(open(lost)).retries(two).open()) {
      Fixtures.publish(obsrv, definition().source("file", Files.jsonLines(file)));
      assertThatThrownBy(() -> obsrv.ingestion().awaitCompletion(ID))
          .hasMessageContaining("Source 'file' of dataset 'readings' is FAILED")
          .hasMessageContaining("failed while committing");
      assertStored(obsrv, 0);

      obsrv.ingestion().source(ID, "file").restart();
      obsrv.ingestion().awaitCompletion(ID);

      assertStored(obsrv, RECORDS);
    }
  }

  private static Stream<String> records() {
    return IntStream.range(0, RECORDS)
        .mapToObj(n -> "{\"n\": %d, \"place\": \"p%d\"}".formatted(n, n % 3));
  }

  private static DefinitionBuilder definition() {
    return DatasetDefinition.named(ID)
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["n"], "properties": {
                  "n": {"type": "integer"}, "place": {"type": "string"}}}
                """))
        .scaling(Scaling.DEFAULT.batchSize(20))
        .table("total", t -> t.count().sum("n"));
  }

  private static void assertStored(Obsrv obsrv, long records) {
    Counters counters = obsrv.monitor().stats(ID).counters();
    assertThat(counters.received()).as("received").isEqualTo(records);
    assertThat(counters.accepted()).as("accepted").isEqualTo(records);
    List<Row> rows = obsrv.queries().run(ID, Query.from(ID).select("n").limit(1_000)).rows();
    assertThat(rows).as("rows").hasSize((int) records);
    assertThat(rows).extracting(row -> row.value(0)).doesNotHaveDuplicates();
    assertThat(obsrv.queries().run(ID, Query.from("total")).rows().toString())
        .as("the aggregate table")
        .isEqualTo(
            records == 0 ? "[]" : "[[%d, %d]]".formatted(records, records * (records - 1) / 2));
  }
}
