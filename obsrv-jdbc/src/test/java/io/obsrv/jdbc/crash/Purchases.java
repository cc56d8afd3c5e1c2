package io.obsrv.jdbc.crash;

import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.policy.Scaling;
import io.obsrv.schema.Schema;
import io.obsrv.table.Granularity;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A dataset of two files that grow, with records that come again and records that are broken, and
 * what must become of them. Owned by one thread.
 */
final class Purchases {
  static final String ID = "purchases";
  static final String DESTINATION = "out";

  /** What makes a record fail until it is patched. */
  static final String WRONG = "\"much\"";

  static final String RIGHT = "7.5";

  private final Path directory;
  private final Set<String> ids = new HashSet<>();
  private int next = 1;
  private int received;
  private int broken;

  Purchases(Path directory) throws IOException {
    this.directory = directory;
    write("cells.csv", List.of("id,place,amount,at"));
    write("lines.jsonl", List.of());
  }

  DefinitionBuilder definition() {
    return DatasetDefinition.named(ID)
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["id"], "properties": {
                  "id": {"type": "integer"},
                  "place": {"type": "string"},
                  "amount": {"type": "number"},
                  "at": {"type": "string", "format": "date-time"}}}
                """))
        .key("id")
        .time("at")
        .scaling(Scaling.DEFAULT.batchSize(20))
        .source("lines", Files.jsonLines(directory.resolve("lines.jsonl")))
        .source("cells", Files.csv(directory.resolve("cells.csv")))
        .destination(DESTINATION, Files.jsonLinesTo(written()).rotateAt(2_000))
        .table(
            "by_place",
            t -> t.groupBy("place").every(Granularity.DAY).count().sum("amount").max("id"))
        .table("by_hour", t -> t.every(Granularity.HOUR).count().min("amount"));
  }

  /** Appends so many records to each file; every ninth comes again, every seventh is broken. */
  void grow(int records) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < records; i++, next++) {
      lines.add(line(next));
      cells.add(cell(next));
    }
    write("lines.jsonl", lines);
    write("cells.csv", cells);
  }

  Path stored() {
    return directory.resolve("data");
  }

  Path written() {
    return directory.resolve("written");
  }

  /** Every id that is accepted in the end, once. */
  Set<String> ids() {
    return Set.copyOf(ids);
  }

  int received() {
    return received;
  }

  /** Records that stay in quarantine. */
  int broken() {
    return broken;
  }

  private String line(int n) {
    received++;
    if (n % 14 == 0) {
      broken++;
      return "{\"id\": " + n + ",";
    }
    int id = n % 9 == 0 && n % 7 != 1 ? n - 1 : n;
    ids.add(Integer.toString(id));
    return "{\"id\": %d, \"place\": \"p%d\", \"amount\": %s, \"at\": \"%s\"}"
        .formatted(id, id % 5, n % 7 == 0 ? WRONG : id % 100 + ".25", time(id));
  }

  /** The ids are others, but for every ninth, which is the one of a line. */
  private String cell(int n) {
    received++;
    if (n % 7 == 0) {
      broken++;
      return n + ",p0,broken," + time(n);
    }
    int id = n % 9 == 1 ? n : n + 1_000_000;
    ids.add(Integer.toString(id));
    return "%d,p%d,%d.5,%s".formatted(id, id % 5, id % 100, time(id));
  }

  private static String time(int n) {
    return "2026-03-%02dT%02d:00:00Z".formatted(n % 28 + 1, n % 24);
  }

  private void write(String file, List<String> lines) throws IOException {
    java.nio.file.Files.write(
        directory.resolve(file), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
