package io.obsrv.jdbc.crash;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Event;
import io.obsrv.schema.Schema;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A dataset that is pushed batch after batch, each with records that come again and one that is
 * broken, and what must become of them. Of one thread.
 */
final class Feed {
  /** More rows than are brought along in one transaction. */
  static final int SEEDS = 1_100;

  static final int RECEIVED_PER_BATCH = 4;
  static final int ROWS_PER_BATCH = 2;

  /** A field that a later version may add. */
  static final String NOTE = "note";

  /** The value of that field in every row, written before or after. */
  static final String NOTED = "none";

  private final String id;
  private long batches;

  /** The dataset, of which so many batches are there. */
  Feed(String id, long batches) {
    this.id = id;
    this.batches = batches;
  }

  String id() {
    return id;
  }

  long batches() {
    return batches;
  }

  /** Declares and publishes it, and puts in what is there before the first batch. */
  void begin(Obsrv obsrv) {
    Fixtures.publish(obsrv, definition());
    List<Event> seeds =
        IntStream.range(0, SEEDS).mapToObj(i -> record("s" + i, i)).map(Event::json).toList();
    obsrv.ingestion().ingest(id, seeds);
  }

  private DefinitionBuilder definition() {
    return DatasetDefinition.named(id)
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["id"], "properties": {
                  "id": {"type": "string"},
                  "city": {"type": "string"},
                  "amount": {"type": "integer", "maximum": 1000000}}}
                """))
        .key("id")
        .table("by_city", t -> t.groupBy("city").count().sum("amount"))
        .table("total", t -> t.count());
  }

  /** Pushes the next batch; one that was pushed without an answer is stored once all the same. */
  void next(Obsrv obsrv) {
    obsrv.ingestion().ingest(id, "batch " + batches, batch());
    batches++;
  }

  /** Another process was told that so many batches are there. */
  void acknowledged(long number) {
    batches = number;
  }

  private List<Event> batch() {
    int n = (int) batches;
    return Stream.of(
            record("a" + n, n),
            record("b" + n, n),
            record("s" + n % SEEDS, n),
            "{\"city\": \"nowhere\"}")
        .map(Event::json)
        .toList();
  }

  private static String record(String id, int n) {
    return "{\"id\": \"%s\", \"city\": \"c%d\", \"amount\": %d}".formatted(id, n % 7, n);
  }

  /** The id of every row, once. */
  List<String> ids() {
    return Stream.of(
            IntStream.range(0, SEEDS).mapToObj(i -> "s" + i),
            IntStream.range(0, (int) batches).mapToObj(i -> "a" + i),
            IntStream.range(0, (int) batches).mapToObj(i -> "b" + i))
        .flatMap(ids -> ids)
        .toList();
  }

  @Override
  public String toString() {
    return batches + " batches of " + id;
  }
}
