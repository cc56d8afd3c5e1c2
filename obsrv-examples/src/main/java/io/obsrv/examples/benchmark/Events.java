package io.obsrv.examples.benchmark;

import io.obsrv.schema.Schema;
import java.util.Random;

/** Generated events of about 1 kB: 23 columns, nested, the same for the same number. */
final class Events {
  private static final String PADDING = "lorem ipsum dolor sit amet consectetur ".repeat(4);

  private Events() {}

  static String json(int n) {
    Random random = new Random(n);
    return """
        {"id": "event-%08d", "at": "2026-01-%02dT%02d:%02d:%02dZ", "type": "t%d", "severity": %d, "amount": %d.%02d,\
         "ok": %b, "note": "%s", "message": "%s",\
         "device": {"id": "device-%d", "model": "m%d", "firmware": "1.%d.0", "battery": %d, "temperature": %d.5, "online": %b},\
         "place": {"country": "c%d", "city": "city %d", "latitude": %d.25, "longitude": %d.75, "altitude": %d},\
         "customer": {"id": %d, "segment": "s%d", "since": "20%02d-01-01", "comment": "%s"}}"""
        .formatted(
            n,
            n % 28 + 1,
            n % 24,
            n % 60,
            n % 59,
            n % 12,
            random.nextInt(5),
            random.nextInt(1000),
            random.nextInt(100),
            n % 3 == 0,
            PADDING,
            PADDING,
            random.nextInt(5000),
            n % 40,
            n % 9,
            random.nextInt(100),
            random.nextInt(80),
            n % 2 == 0,
            n % 50,
            n % 900,
            random.nextInt(90),
            random.nextInt(180),
            random.nextInt(3000),
            random.nextInt(100_000),
            n % 4,
            n % 26,
            PADDING + PADDING);
  }

  static Schema schema() {
    return Schema.parse(
        """
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
            "since": {"type": "string", "format": "date"}, "comment": {"type": "string"}}}}}
        """);
  }
}
