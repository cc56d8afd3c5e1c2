package io.obsrv.examples.benchmark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.policy.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How long one event takes to be committed in a dataset that is fed steadily: alone, and beside a
 * dataset that is flooded at ten times its rate, in turn and on H2 files.
 */
public final class NeighbourBenchmark {
  private static final int ROUNDS = 7;
  private static final long PACE_NANOS = 4_000_000;

  private NeighbourBenchmark() {}

  /**
   * Prints the 99th percentiles of both, and the ratio of their medians.
   *
   * @param args none, or the number of events in each half of a round
   * @throws IOException if no temporary directory can be made
   */
  public static void main(String[] args) throws IOException {
    int events = args.length == 0 ? 1_000 : Integer.parseInt(args[0]);
    var unused = ratio(ROUNDS, events);
  }

  /** The median of the 99th percentiles beside the flood, in that of those alone. */
  static double ratio(int rounds, int events) throws IOException {
    Path directory = Files.createTempDirectory("obsrv-benchmark-");
    try (Obsrv obsrv = Obsrv.open(JdbcStorage.h2(directory))) {
      publish(obsrv, "neighbour", Scaling.DEFAULT);
      publish(obsrv, Flood.ID, Scaling.DEFAULT.recordsPerSecond(Flood.RATE));
      Neighbour neighbour = new Neighbour(obsrv);
      System.out.printf("one event every %d ms, %,d per line%n", PACE_NANOS / 1_000_000, events);
      var unused = neighbour.percentile(events);
      return compare(obsrv, neighbour, rounds, events);
    } finally {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static double compare(Obsrv obsrv, Neighbour neighbour, int rounds, int events) {
    List<Double> alone = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      alone.add(neighbour.percentile(events));
      Flood flood = new Flood(obsrv);
      beside.add(neighbour.percentile(events));
      flood.end();
      System.out.printf(
          "round %d: p99 alone %.2f ms, beside the flood %.2f ms (%,d of its pushes taken, %,d refused)%n",
          round, alone.get(round - 1), beside.get(round - 1), flood.taken(), flood.refused());
    }
    double ratio = median(beside) / median(alone);
    System.out.printf(
        "median p99 alone %.2f ms, beside the flood %.2f ms, ratio %.2f%n",
        median(alone), median(beside), ratio);
    return ratio;
  }

  /** The dataset that is measured. Of one thread. */
  private static final class Neighbour {
    private final Obsrv obsrv;
    private int number;

    Neighbour(Obsrv obsrv) {
      this.obsrv = obsrv;
    }

    /** The 99th percentile, in milliseconds, of the time that pushes of one event take. */
    double percentile(int events) {
      List<Double> millis = new ArrayList<>();
      long due = System.nanoTime();
      for (int i = 0; i < events; i++) {
        due = Math.max(due + PACE_NANOS, System.nanoTime());
        String event = Events.json(number++);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        long start = System.nanoTime();
        obsrv.ingestion().ingest("neighbour", event);
        millis.add((System.nanoTime() - start) / 1e6);
      }
      millis.sort(null);
      return millis.get(events * 99 / 100);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static void publish(Obsrv obsrv, String id, Scaling scaling) {
    Datasets datasets = obsrv.datasets();
    datasets.create(
        DatasetDefinition.named(id).schema(Events.schema()).key("id").time("at").scaling(scaling));
    datasets.submit(id);
    datasets.approve(id, "");
    datasets.publish(id);
  }
}
