package io.obsrv.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.schema.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Generated events of about 1 kB: 23 columns, nested, the same for the same number. One happens
 * each second.
 */
final class Events {
  /** Devices and customers there are. */
  static final int MASTERS = 10_000;

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final LocalDate FOUNDED = LocalDate.parse("2000-01-01");
  private static final String PADDING = "lorem ipsum dolor sit amet consectetur ".repeat(3);

  private Events() {}

  /** The events from a number to before another, as they would come over a wire. */
  static List<byte[]> range(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> json(n).getBytes(UTF_8)).toList();
  }

  static String json(int n) {
    SplittableRandom random = new SplittableRandom(n);
    return """
        {"id": "event-%08d", "at": "%s", "type": "t%d", "severity": %d, "amount": %d.%02d, "ok": %b,\
         "note": "%s", "message": "%s",\
         "device": {"id": "device-%d", "model": "m%d", "firmware": "1.%d.0", "battery": %d, "temperature": %d.5, "online": %b},\
         "place": {"country": "c%d", "city": "city %d", "latitude": %d.25, "longitude": %d.75, "altitude": %d},\
         "customer": {"id": %d, "segment": "s%d", "since": "%s", "comment": "%s"}}"""
        .formatted(
            n,
            FIRST.plusSeconds(n),
            random.nextInt(12),
            random.nextInt(5),
            random.nextInt(1000),
            random.nextInt(100),
            random.nextBoolean(),
            PADDING,
            PADDING,
            random.nextInt(MASTERS),
            random.nextInt(40),
            random.nextInt(9),
            random.nextInt(100),
            random.nextInt(80),
            random.nextBoolean(),
            random.nextInt(50),
            random.nextInt(900),
            random.nextInt(90),
            random.nextInt(180),
            random.nextInt(3000),
            random.nextInt(MASTERS),
            random.nextInt(4),
            FOUNDED.plusDays(random.nextInt(9_000)),
            PADDING + PADDING);
  }

  static Schema schema() {
    return Schema.parse(document(""));
  }

  /** The same with a column for everything that enrichments and transformations add. */
  static Schema widerSchema() {
    return Schema.parse(
        document(
            """
            , "maker": {"type": "string"}, "site": {"type": "string"},
              "tier": {"type": "string"}, "region": {"type": "string"},
              "gross": {"type": "number"}, "label": {"type": "string"}"""));
  }

  private static String document(String more) {
    return """
        {"type": "object", "required": ["id", "at"], "properties": {
          "id": {"type": "string"}, "at": {"type": "string", "format": "date-time"}, "type": {"type": "string"},
          "severity": {"type": "integer"}, "amount": {"type": "number"}, "ok": {"type": "boolean"},
          "note": {"type": "string"}, "message": {"type": "string"},
          "device": {"type": "object", "properties": {
            "id": {"type": "string"}, "model": {"type": "string"}, "firmware": {"type": "string"},
            "battery": {"type": "integer"}, "temperature": {"type": "number"}, "online": {"type": "boolean"}}},
          "place": {"type": "object", "properties": {
            "country": {"type": "string"}, "city": {"type": "string"}, "latitude": {"type": "number"},
            "longitude": {"type": "number"}, "altitude": {"type": "integer"}}},
          "customer": {"type": "object", "properties": {
            "id": {"type": "integer"}, "segment": {"type": "string"},
            "since": {"type": "string", "format": "date"}, "comment": {"type": "string"}}}%s}}
        """
        .formatted(more);
  }
}
