package io.obsrv.examples.connector;

import io.obsrv.Obsrv;
import io.obsrv.connector.file.FileSource;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Counters;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Two datasets on one file that grows. Each reads it with a checkpoint of its own; the second one
 * is there to try something out, and the first does not notice when it comes and goes.
 */
public final class TwoDatasets {
  private static final String VISITS =
      """
      {"type": "object", "properties": {
        "id": {"type": "integer"}, "page": {"type": "string"}, "ms": {"type": "integer"}}}""";

  private final Obsrv obsrv;
  private final Arrivals arrivals;
  private final FileSource feed;

  private TwoDatasets(Obsrv obsrv, Arrivals arrivals, Path file) {
    this.obsrv = obsrv;
    this.arrivals = arrivals;
    this.feed = io.obsrv.connector.file.Files.jsonLines(file).watch();
  }

  /**
   * Runs both on a file of page visits.
   *
   * @param args none
   * @throws IOException if no temporary file can be made
   */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("visits-", ".jsonl");
    try {
      run(JdbcStorage.h2Memory(), file, System.out, none -> {});
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Tells the story.
   *
   * @param look called when only the first dataset is there, and again when the second has gone
   */
  static void run(Storage storage, Path file, PrintStream out, Consumer<Obsrv> look)
      throws IOException {
    Arrivals arrivals = new Arrivals();
    try (Obsrv obsrv = Obsrv.on(storage).telemetry(arrivals).open()) {
      new TwoDatasets(obsrv, arrivals, file).tell(file, out, look);
    }
  }

  private void tell(Path file, PrintStream out, Consumer<Obsrv> look) throws IOException {
    add(file, visit(1, "home", 120), visit(2, "search", 900), visit(3, "home", 80));
    publish(visits("visits"));
    arrivals.await("visits", 3);
    out.println("visits has read " + counters("visits").received() + " records");
    look.accept(obsrv);

    publish(visits("trial").rule("quick", r -> r.column("ms").atMost(500)));
    arrivals.await("trial", 3);
    obsrv.queries().sql("trial", "select page, max(ms) as ms from trial group by page").print(out);
    out.println("trial would refuse " + counters("trial").quarantined());
    obsrv.datasets().retire("trial");
    obsrv.datasets().purge("trial", "tried out");
    look.accept(obsrv);

    add(file, visit(4, "search", 700));
    arrivals.await("visits", 4);
    out.println(
        "visits has read "
            + counters("visits").received()
            + ", trial is "
            + obsrv.monitor().stats("trial").dataset().status());
  }

  private DefinitionBuilder visits(String id) {
    return DatasetDefinition.named(id).schema(Schema.parse(VISITS)).key("id").source("feed", feed);
  }

  private void publish(DefinitionBuilder definition) {
    String id = obsrv.datasets().create(definition).id().value();
    obsrv.datasets().submit(id);
    obsrv.datasets().approve(id, "");
    obsrv.datasets().publish(id);
  }

  private Counters counters(String id) {
    return obsrv.monitor().stats(id).counters();
  }

  private static String visit(int id, String page, int ms) {
    return "{\"id\": %d, \"page\": \"%s\", \"ms\": %d}".formatted(id, page, ms);
  }

  private static void add(Path file, String... lines) throws IOException {
    Files.write(file, List.of(lines), StandardOpenOption.APPEND);
  }
}
