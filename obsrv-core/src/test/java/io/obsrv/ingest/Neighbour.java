package io.obsrv.ingest;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Event;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.storage.Quakes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A dataset with some of everything, that is fed the same each time. */
final class Neighbour {
  /** Rows it has in the end. */
  static final int ACCEPTED = 400;

  private static final String ID = "neighbour";
  private static final int BATCH = 10;

  private Neighbour() {}

  static DefinitionBuilder definition() {
    return Quakes.named(ID)
        .transform("louder", t -> t.jsonata("felt", "$number(felt) * 2"))
        .rule("known", r -> r.column("place").notNull().warn());
  }

  /** Of each five records three are new, one is known already, and one is broken. */
  static void feed(Obsrv obsrv) {
    int records = ACCEPTED / 3 * 5 + ACCEPTED % 3;
    for (int from = 0; from < records; from += BATCH) {
      List<Event> batch =
          IntStream.range(from, Math.min(records, from + BATCH))
              .mapToObj(n -> Event.json(json(n)))
              .toList();
      obsrv.ingestion().ingest(ID, batch);
    }
  }

  /** Its rows, its tables and its counters. */
  static List<Object> results(Obsrv obsrv) {
    List<Object> results = new ArrayList<>();
    results.add(obsrv.monitor().stats(ID).counters());
    List.of(ID, "by_place", "strong", "total").forEach(table -> results.add(rows(obsrv, table)));
    return results;
  }

  private static List<String> rows(Obsrv obsrv, String table) {
    return obsrv.queries().run(ID, Query.from(table)).rows().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private static String json(int n) {
    return switch (n % 5) {
      case 3 -> json(n - 3);
      case 4 -> "{\"id\": \"broken\", \"mag\": \"strong\"}";
      default ->
          """
          {"id": "n%d", "place": %s, "mag": %d.5, "felt": %d, "depth": %d.125,\
           "at": "2026-02-%02dT10:00:00Z", "reviewed": %b}"""
              .formatted(
                  n,
                  n % 7 == 0 ? null : "\"p" + n % 4 + "\"",
                  n % 9,
                  n % 11,
                  n,
                  n % 28 + 1,
                  n % 2 == 0);
    };
  }
}
