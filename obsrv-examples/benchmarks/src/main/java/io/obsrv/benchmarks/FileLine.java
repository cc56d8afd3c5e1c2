package io.obsrv.benchmarks;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Iterators;
import io.obsrv.Obsrv;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The reference load from a file of JSON lines, which a source reads, beside a plain program that
 * reads the same file.
 */
final class FileLine implements Line {
  private static final String FILE = "events.jsonl";

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String description() {
    return "load from a file of JSON lines, beside a plain program";
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    Workload workload = Workload.reference(bench.sizes().masters());
    int events = bench.sizes().events();
    Path directory = Files.createTempDirectory("obsrv-benchmark-file-");
    Path file = directory.resolve(FILE);
    try {
      write(file, events);
      return List.of(
          bench
              .rounds()
              .run(
                  new Side("Obsrv", () -> source(bench.database(), workload, file, events)),
                  new Side("plain program", () -> plain(bench.database(), workload, file, events)))
              .comparison(
                  bench.title("load from a file"),
                  Unit.EVENTS_PER_SECOND,
                  new Target.RatioAtLeast(0.7)));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static void write(Path file, int events) throws IOException {
    try (var lines = Files.newBufferedWriter(file, UTF_8)) {
      for (int n = 0; n < events; n++) {
        lines.write(Events.json(n));
        lines.write('\n');
      }
    }
  }

  /** The dataset is published with a source that finds an empty file, which is not measured. */
  private static Sample source(Database database, Workload workload, Path file, int events)
      throws IOException {
    Path directory = Files.createTempDirectory("obsrv-benchmark-source-");
    Path link = directory.resolve(FILE);
    Path empty = Files.createFile(directory.resolve("empty.jsonl"));
    try (Workspace workspace = database.workspace();
        Obsrv obsrv = Obsrv.open(workspace.place().storage())) {
      workload.publish(obsrv, directory);
      obsrv.ingestion().awaitCompletion(Workload.ID);
      Files.createLink(link, file);

      LoadClock clock = new LoadClock(database);
      obsrv.ingestion().start(Workload.ID);
      obsrv.ingestion().awaitCompletion(Workload.ID);
      Sample sample = clock.stop(events);

      long accepted = obsrv.monitor().stats(Workload.ID).counters().accepted();
      checkState(accepted == events, "%s of %s events were accepted", accepted, events);
      return sample;
    } finally {
      Files.deleteIfExists(link);
      Files.delete(empty);
      Files.delete(directory);
    }
  }

  private static Sample plain(Database database, Workload workload, Path file, int events)
      throws Exception {
    try (Workspace workspace = database.workspace();
        PlainLoad load = workspace.place().plain(workload.schema())) {
      LoadClock clock = new LoadClock(database);
      try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
        Iterator<List<String>> batches = Iterators.partition(lines.lines().iterator(), Sizes.BATCH);
        while (batches.hasNext()) {
          load.store(batches.next().stream().map(line -> line.getBytes(UTF_8)).toList());
        }
      }
      return clock.stop(events);
    }
  }
}
