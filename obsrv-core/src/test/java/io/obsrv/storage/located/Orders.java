package io.obsrv.storage.located;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Location;
import io.obsrv.event.ArchiveJson;
import io.obsrv.event.Content;
import io.obsrv.event.Event;
import io.obsrv.event.Holding;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.StoredTable;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A dataset with something in every table, and where all of it is. */
final class Orders {
  static final DatasetId ID = DatasetId.of("orders");
  static final Location EU = Location.of("eu");
  static final Location US = Location.of("us");

  private Orders() {}

  static DefinitionBuilder definition() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["id"], "properties": {
                  "id": {"type": "integer"}, "city": {"type": "string"}, "town": {"type": "string"},
                  "mail": {"type": "string"}, "lines": {"type": "array"},
                  "amount": {"type": "number", "x-precision": 12, "x-scale": 2}}}
                """))
        .key("id")
        .rule("mail", r -> r.unique("mail"))
        .table("by_city", t -> t.groupBy("city").count().sum("amount"));
  }

  static String order(int id) {
    return "{\"id\": %d, \"city\": \"c%d\", \"mail\": \"m%d\", \"amount\": %d.10, \"lines\": [1.50, {\"to\": null, \"by\": {\"name\": 1e2, \"id\": -0.0}}]}"
        .formatted(id, id % 3, id, id);
  }

  /** Ten rows, a known key, a taken value and two records in quarantine, one of them patched. */
  static void fill(Obsrv obsrv) {
    for (int id = 1; id <= 10; id++) {
      obsrv.ingestion().ingest("orders", "batch " + id, List.of(Event.json(order(id))));
    }
    obsrv.ingestion().ingest("orders", order(3));
    obsrv.ingestion().ingest("orders", "{\"id\": 11, \"mail\": \"m1\"}", "{\"id\": \"none\"}");
  }

  /** Everything that a storage has of the dataset, written the same for every storage. */
  static List<String> dump(Storage registry, Storage storage) {
    List<String> lines = new ArrayList<>();
    storage
        .archives()
        .dump(
            live(registry),
            entry -> {
              String line = entry.part() + " " + ArchiveJson.canonical(entry);
              // The one thing that a move changes is the number of the version that is live.
              lines.add(
                  entry.part().equals("control")
                      ? line.replaceFirst("\"version\":\\d+", "")
                      : line);
            });
    return lines;
  }

  static Layout live(Storage registry) {
    return new Layouts(registry.registry()).live(ID).orElseThrow();
  }

  /** What there is of the dataset at a place that is asked alone, by content. */
  static Map<Content, Long> found(Storage storage) {
    Map<Content, Long> found = new TreeMap<>();
    Optional<Holding> holding = storage.data().holdings(ID).values().stream().findFirst();
    holding.stream()
        .flatMap(present -> present.tables().stream())
        .forEach(table -> found.merge(table.content(), table.rows(), Long::sum));
    return found;
  }

  static List<StoredTable> aggregates(Holding holding) {
    return holding.tables().stream().filter(t -> t.content() == Content.AGGREGATES).toList();
  }
}
