package io.obsrv.examples.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.Event;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.lifecycle.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Ingests events into an H2 file, and inserts the same with plain JDBC, in turn. */
public final class LoadBenchmark {
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 5;

  private LoadBenchmark() {}

  /** What is measured. */
  private interface Load {
    void run(Path directory) throws IOException, SQLException;
  }

  /**
   * Prints rows per second of both, and their ratio.
   *
   * @param args none, or the number of events
   * @throws IOException if no temporary directory can be made
   * @throws SQLException if the plain insert fails
   */
  public static void main(String[] args) throws IOException, SQLException {
    int count = args.length == 0 ? 200_000 : Integer.parseInt(args[0]);
    List<byte[]> events =
        IntStream.range(0, count).mapToObj(n -> Events.json(n).getBytes(UTF_8)).toList();
    System.out.printf(
        "%,d events of %,d bytes on average, in batches of %,d%n",
        count, bytes(events) / count, BATCH);
    List<Double> ratios = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      double plain = count / seconds(directory -> PlainJdbc.insert(directory, events, BATCH));
      double obsrv = count / seconds(directory -> ingest(directory, events));
      ratios.add(obsrv / plain);
      System.out.printf(
          "round %d: Obsrv %,.0f rows/s, plain JDBC %,.0f rows/s, ratio %.2f%n",
          round, obsrv, plain, obsrv / plain);
    }
    ratios.sort(null);
    System.out.printf(
        "median ratio %.2f (min %.2f, max %.2f)%n",
        ratios.get(ROUNDS / 2), ratios.get(0), ratios.get(ROUNDS - 1));
  }

  private static void ingest(Path directory, List<byte[]> events) {
    try (Obsrv obsrv = Obsrv.open(JdbcStorage.h2(directory))) {
      Datasets datasets = obsrv.datasets();
      datasets.create(
          DatasetDefinition.named("events").schema(Events.schema()).key("id").time("at"));
      datasets.submit("events");
      datasets.approve("events", "");
      datasets.publish("events");
      for (int i = 0; i < events.size(); i += BATCH) {
        List<byte[]> batch = events.subList(i, Math.min(events.size(), i + BATCH));
        obsrv
            .ingestion()
            .ingest("events", batch.stream().map(Event.Json::new).map(Event.class::cast).toList());
      }
    }
  }

  private static long bytes(List<byte[]> events) {
    return events.stream().mapToLong(event -> event.length).sum();
  }

  private static double seconds(Load load) throws IOException, SQLException {
    Path directory = Files.createTempDirectory("obsrv-benchmark-");
    try {
      long start = System.nanoTime();
      load.run(directory);
      return (System.nanoTime() - start) / 1e9;
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
