package io.obsrv.jdbc.processes;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Event;
import io.obsrv.policy.Retention;
import io.obsrv.schema.Schema;
import io.obsrv.table.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dataset most of whose rows are past their retention when they come. Each batch has two of them
 * in an hour that no other one has. They come together, so that the table that keeps longer tells
 * of both for good.
 */
final class Fading {
  static final String ID = "fading";

  /** Every process looks so often for what is past its retention. */
  static final Duration EVERY = Duration.ofMillis(500);

  /** What batches are of: two rows that go, one that comes again, one that stays, one broken. */
  static final int SIZE = 5;

  /** The time of rows that stay. */
  static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private static final Instant LONG_AGO = Instant.parse("1990-01-01T00:00:00Z");

  private Fading() {}

  static DefinitionBuilder definition() {
    return DatasetDefinition.named(ID)
        .schema(schema(0))
        .key("id")
        .time("at")
        .retain(Retention.byEventTime(Duration.ofDays(30)))
        .table("present", t -> t.groupBy("process").count().sum("number"))
        .table(
            "past",
            t ->
                t.groupBy("process")
                    .every(Granularity.HOUR)
                    .count()
                    .sum("number")
                    .retain(Duration.ofDays(36_500)));
  }

  /** Each publication adds a field. */
  static Schema schema(int publications) {
    return Schema.parse(
        """
        {"type": "object", "required": ["id"], "properties": {
          "id": {"type": "string"},
          "process": {"type": "string"},
          "number": {"type": "integer"},
          "at": {"type": "string", "format": "date-time"}%s}}
        """
            .formatted(Shared.notes(publications)));
  }

  /** The hour of the rows of a batch that go. */
  static Instant hour(String process, int number) {
    List<String> processes = Shared.PROCESSES;
    long hours = (long) number * processes.size() + processes.indexOf(process);
    return LONG_AGO.plus(Duration.ofHours(hours));
  }

  static List<Event> batch(String process, int number) {
    return Stream.of(
            text(process, "a", number, hour(process, number)),
            text(process, "b", number, hour(process, number).plusSeconds(3_599)),
            text(process, "a", number, hour(process, number)),
            text(process, "c", number, LATER),
            "{\"process\": \"%s\"}".formatted(process))
        .map(Event::json)
        .toList();
  }

  private static String text(String process, String id, int number, Instant at) {
    return "{\"id\": \"%s-%d%s\", \"process\": \"%s\", \"number\": %d, \"at\": \"%s\"}"
        .formatted(process, number, id, process, number, at);
  }
}
