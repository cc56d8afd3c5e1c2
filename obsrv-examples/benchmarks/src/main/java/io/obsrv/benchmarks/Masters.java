package io.obsrv.benchmarks;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.Kind;
import io.obsrv.event.Event;
import io.obsrv.schema.Schema;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The datasets in which the reference load looks up what it adds to events. */
final class Masters {
  private static final int BATCH = 1_000;

  private Masters() {}

  static void publish(Obsrv obsrv, int rows) {
    publish(
        obsrv,
        "devices",
        """
        {"type": "object", "required": ["id"], "properties": {
          "id": {"type": "string"}, "maker": {"type": "string"}, "site": {"type": "string"}}}""",
        rows,
        n ->
            "{\"id\": \"device-%d\", \"maker\": \"maker %d\", \"site\": \"site %d\"}"
                .formatted(n, n % 70, n % 300));
    publish(
        obsrv,
        "customers",
        """
        {"type": "object", "required": ["id"], "properties": {
          "id": {"type": "integer"}, "tier": {"type": "string"}, "region": {"type": "string"}}}""",
        rows,
        n ->
            "{\"id\": %d, \"tier\": \"tier %d\", \"region\": \"region %d\"}"
                .formatted(n, n % 4, n % 30));
  }

  private static void publish(
      Obsrv obsrv, String id, String schema, int rows, IntFunction<String> row) {
    Publication.of(
        obsrv,
        DatasetDefinition.named(id).kind(Kind.MASTER).schema(Schema.parse(schema)).key("id"));
    for (int first = 0; first < rows; first += BATCH) {
      List<Event> batch =
          IntStream.range(first, Math.min(rows, first + BATCH))
              .mapToObj(n -> Event.json(row.apply(n)))
              .toList();
      var unused = obsrv.ingestion().ingest(id, batch);
    }
  }
}
