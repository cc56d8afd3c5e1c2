package io.obsrv.jdbc.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.storage.Storage;
import io.obsrv.table.Group;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashTest {
  private static final int BROKEN = Readings.RECORDS / Readings.BROKEN_EVERY;

  @TempDir private Path directory;

  /**
   * The process is killed right after so many commits of each of its lives, and then left to
   * finish.
   */
  @ParameterizedTest
  @CsvSource({"0, 1, 2", "1, 7, 25", "30, 30, 30"})
  void a_killed_ingestion_ends_with_every_record_once(int first, int second, int third)
      throws IOException, InterruptedException {
    Path file = Readings.write(directory.resolve("readings.jsonl"));

    for (int commits : List.of(first, second, third)) {
      killAfter(commits, start(file));
    }
    finish(start(file));

    assertThatNothingIsLostOrDoubled();
  }

  private Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            IngestingProcess.class.getName(),
            directory.resolve("data").toString(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void killAfter(int commits, Process process)
      throws IOException, InterruptedException {
    try (BufferedReader out = reader(process)) {
      String line = "committed";
      for (int i = 0; i < commits && !line.equals("completed"); i++) {
        line = out.readLine();
        assertThat(line).matches("committed \\d+|completed");
      }
      process.destroyForcibly();
    }
    process.waitFor();
  }

  private static void finish(Process process) throws IOException, InterruptedException {
    try (BufferedReader out = reader(process)) {
      assertThat(out.lines().reduce("", (before, line) -> line)).isEqualTo("completed");
    }
    assertThat(process.waitFor()).isZero();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private void assertThatNothingIsLostOrDoubled() {
    DatasetId id = DatasetId.of(Readings.ID);
    try (Storage storage = JdbcStorage.h2(directory.resolve("data"))) {
      Layout layout = new Layouts(storage.registry()).live(id).orElseThrow();
      List<Row> rows = new ArrayList<>();
      List<Long> sequences = new ArrayList<>();
      storage
          .data()
          .scan(
              layout,
              stored -> {
                rows.add(stored.row());
                sequences.add(stored.sequence());
              });

      assertThat(rows).hasSize(Readings.RECORDS - BROKEN);
      assertThat(rows).extracting(row -> row.value(0)).doesNotHaveDuplicates();
      assertThat(sequences).isSorted().endsWith((long) rows.size());
      assertThat(storage.quarantine().read(id, QuarantineFilter.ALL, 0, Readings.RECORDS))
          .hasSize(BROKEN);
      Counters counters = storage.data().counters(id);
      assertThat(counters.received()).isEqualTo(Readings.RECORDS);
      assertThat(counters.accepted()).isEqualTo(rows.size());
      assertThat(counters.quarantined()).isEqualTo(BROKEN);
      assertThat(
              storage
                  .queries()
                  .run(
                      layout,
                      Query.from("by_place"),
                      new QueryLimits(100_000, QueryLimits.DEFAULT.timeout()))
                  .rows())
          .containsExactlyInAnyOrderElementsOf(
              layout.rollups().get(0).groups(rows).stream().map(Group::row).toList());
    }
  }
}
