package io.obsrv.jdbc.processes;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Event;
import io.obsrv.policy.Scaling;
import io.obsrv.schema.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A dataset that several processes feed, from two sources and with batches of their own, and bring
 * on to two destinations; and what must become of it. Immutable.
 *
 * @param growing a file as long as each split has records
 */
record Shared(Path growing) {
  static final String ID = "shared";
  static final List<String> PROCESSES = List.of("asha", "ravi", "mei");
  static final Duration LEASE = Duration.ofSeconds(3);

  /** The server keeps the locks of who is stopped in the middle of a transaction for so long. */
  static final Duration IDLE = LEASE.dividedBy(2);

  /** One process reads it for as long as it lives. */
  static final String STREAM = "stream";

  /** Its splits are read by whoever comes first, again and again. */
  static final String TURNS = "turns";

  static final Map<String, Integer> SPLITS = new TreeMap<>(Map.of(STREAM, 1, TURNS, 4));

  DefinitionBuilder definition() {
    return DatasetDefinition.named(ID)
        .schema(schema(0))
        .key("id")
        .scaling(Scaling.DEFAULT.batchSize(50))
        .source(STREAM, Numbers.config(SPLITS.get(STREAM), growing, true))
        .source(TURNS, Numbers.config(SPLITS.get(TURNS), growing, false))
        .destination(Ledger.KNOWING, Ledger.config())
        .destination(Ledger.LATE, Ledger.config())
        .table("by_city", t -> t.groupBy("city").count().sum("amount"))
        .table("total", t -> t.count());
  }

  /** Each publication adds a field. */
  static Schema schema(int publications) {
    return Schema.parse(
        """
        {"type": "object", "required": ["id"], "properties": {
          "id": {"type": "string"},
          "city": {"type": "string"},
          "amount": {"type": "integer"}%s}}
        """
            .formatted(notes(publications)));
  }

  /** The fields that publications add. */
  static String notes(int publications) {
    return IntStream.rangeClosed(1, publications)
        .mapToObj(i -> ", \"note%d\": {\"type\": \"string\", \"default\": \"none\"}".formatted(i))
        .collect(Collectors.joining());
  }

  /** A batch that one of the processes pushes: two records, one that comes again, one broken. */
  static List<Event> batch(String process, int number) {
    return texts(process, number).map(Event::json).toList();
  }

  private static Stream<String> texts(String process, int number) {
    return Stream.of(
        text(process, number + "a", number),
        text(process, number + "b", number),
        text(process, number + "a", number),
        "{\"city\": \"nowhere\"}");
  }

  private static String text(String process, String id, int amount) {
    return "{\"id\": \"%s-%s\", \"city\": \"c%d\", \"amount\": %d}"
        .formatted(process, id, amount % 7, amount);
  }

  /**
   * Every record there is in the end.
   *
   * @param total how many each split has
   * @param batches how many each process has pushed
   */
  static List<String> records(int total, Map<String, Integer> batches) {
    List<String> records = new ArrayList<>();
    SPLITS.forEach(
        (source, splits) -> {
          for (int split = 0; split < splits; split++) {
            for (int n = 0; n < total; n++) {
              records.add(Numbers.record(source, Numbers.split(split), n));
            }
          }
        });
    batches.forEach(
        (process, count) ->
            IntStream.range(0, count).forEach(n -> texts(process, n).forEach(records::add)));
    return records;
  }
}
