package io.obsrv.examples.benchmark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.lifecycle.Datasets;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long it takes from the start of the process to the first committed event, in a new directory
 * and on H2.
 */
public final class StartBenchmark {
  private StartBenchmark() {}

  /**
   * Prints the time to the library's opening, and to the first commit.
   *
   * @param args none
   * @throws IOException if no temporary directory can be made
   */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createTempDirectory("obsrv-benchmark-");
    long entered = sinceStart();
    try (Obsrv obsrv = Obsrv.open(JdbcStorage.h2(directory))) {
      long opened = sinceStart();
      Datasets datasets = obsrv.datasets();
      datasets.create(DatasetDefinition.named("events").schema(Events.schema()).key("id"));
      datasets.submit("events");
      datasets.approve("events", "");
      datasets.publish("events");
      obsrv.ingestion().ingest("events", Events.json(1));
      System.out.printf(
          "from the start of the process: main %d ms, opened %d ms, first event committed %d ms%n",
          entered, opened, sinceStart());
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static long sinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }
}
