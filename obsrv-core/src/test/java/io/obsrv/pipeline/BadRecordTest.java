package io.obsrv.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Receipt;
import io.obsrv.event.Verdict;
import io.obsrv.query.Query;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of bad input: it is quarantined with code, path and message, and the records around
 * it are stored.
 */
class BadRecordTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "string"},
            "n": {"type": "integer"},
            "x": {"type": "number"},
            "price": {"type": "number", "x-precision": 5, "x-scale": 2},
            "ok": {"type": "boolean"},
            "at": {"type": "string", "format": "date-time"},
            "day": {"type": "string", "format": "date"},
            "epoch": {"type": "integer", "format": "epoch-millis"},
            "level": {"type": "integer", "maximum": 5},
            "free": {"type": "array"},
            "in": {"type": "object", "properties": {"deep": {"type": "string"}}}}}
          """);

  static Stream<Arguments> bad_records() {
    return Stream.of(
        bad("{\"id\": ", RejectionCode.MALFORMED_JSON, "", "Unexpected end-of-input"),
        bad("", RejectionCode.MALFORMED_JSON, "", "record is empty, must be a JSON object"),
        bad("{\"id\": \"b\"} x", RejectionCode.MALFORMED_JSON, "", "Unrecognized token 'x'"),
        bad("{\"id\": \"b\", \"x\": NaN}", RejectionCode.MALFORMED_JSON, "", "NaN"),
        bad(
            "[1]",
            RejectionCode.NOT_AN_OBJECT,
            "",
            "record is JSON of type array, must be an object"),
        bad("null", RejectionCode.NOT_AN_OBJECT, "", "record is JSON of type null"),
        bad(
            "{\"id\": \"b\", \"id\": \"c\"}",
            RejectionCode.DUPLICATE_FIELD,
            "",
            "Duplicate field 'id'"),
        bad(nested(2_000), RejectionCode.TOO_DEEP, "", "nesting depth (1001) exceeds the maximum"),
        bad(large(), RejectionCode.TOO_LARGE, "", "the dataset takes at most 1048576"),
        bad("{\"n\": 1}", RejectionCode.MISSING_FIELD, "/id", "required field is missing"),
        bad(
            "{\"id\": \"b\", \"n\": \"1\"}",
            RejectionCode.WRONG_TYPE,
            "/n",
            "string found, integer expected"),
        bad("{\"id\": 7}", RejectionCode.WRONG_TYPE, "/id", "integer found, string expected"),
        bad(
            "{\"id\": \"b\", \"n\": 9223372036854775808}",
            RejectionCode.OUT_OF_RANGE,
            "/n",
            "does not fit the 64 bits of an integer"),
        bad(
            "{\"id\": \"b\", \"n\": 1e999999999}",
            RejectionCode.OUT_OF_RANGE,
            "/n",
            "has more than 1,000 digits when written out"),
        bad(
            "{\"id\": \"b\", \"x\": 1e400}",
            RejectionCode.OUT_OF_RANGE,
            "/x",
            "does not fit the 64 bits of a number"),
        bad(
            "{\"id\": \"b\", \"price\": 1.005}",
            RejectionCode.OUT_OF_RANGE,
            "/price",
            "does not fit decimal(5, 2)"),
        bad(
            "{\"id\": \"b\", \"at\": \"2023-02-30T10:00:00Z\"}",
            RejectionCode.BAD_FORMAT,
            "/at",
            "date-time"),
        bad("{\"id\": \"b\", \"at\": \"yesterday\"}", RejectionCode.BAD_FORMAT, "/at", "date-time"),
        bad("{\"id\": \"b\", \"day\": \"2023-13-01\"}", RejectionCode.BAD_FORMAT, "/day", "date"),
        bad(
            "{\"id\": \"b\", \"epoch\": 999999999999999999}",
            RejectionCode.OUT_OF_RANGE,
            "/epoch",
            "outside of the years 1 to 9999"),
        bad("{\"id\": \"b\", \"level\": 6}", RejectionCode.CONSTRAINT, "/level", "5"),
        bad(
            "{\"id\": \"b\", \"colour\": 1}",
            RejectionCode.UNKNOWN_FIELD,
            "/colour",
            "field is not in the schema"),
        bad(
            "{\"id\": \"b\", \"in\": {\"a/b\": 1}}",
            RejectionCode.UNKNOWN_FIELD,
            "/in/a~1b",
            "field is not in the schema"),
        bad(
            "{\"id\": \"b\\u0000\"}",
            RejectionCode.UNSUPPORTED_TEXT,
            "/id",
            "text holds U+0000 at position 1"),
        bad("{\"id\": \"\\ud800\"}", RejectionCode.UNSUPPORTED_TEXT, "/id", "text holds U+D800"),
        bad(
            "{\"id\": \"b\", \"free\": [\"\\u0000\"]}",
            RejectionCode.UNSUPPORTED_TEXT,
            "/free",
            "text holds U+0000"));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("bad_records")
  void a_bad_record_is_quarantined_alone(
      String shown, RejectionCode code, String path, String message, byte[] raw) {
    try (Obsrv obsrv = Obsrv.open(MemoryStorage.create())) {
      Fixtures.publish(obsrv, DatasetDefinition.named("orders").schema(SCHEMA).key("id"));

      Receipt receipt =
          obsrv
              .ingestion()
              .ingest(
                  "orders",
                  List.of(
                      Event.json("{\"id\": \"before\"}"),
                      new Event.Json(raw),
                      Event.json("{\"id\": \"after\"}")));

      assertThat(receipt.verdicts().get(1)).isInstanceOf(Verdict.Quarantined.class);
      List<QuarantinedEvent> quarantined = obsrv.monitor().quarantined("orders", 0, 10);
      assertThat(quarantined).hasSize(1);
      assertThat(quarantined.get(0).rejection().code()).isEqualTo(code);
      assertThat(quarantined.get(0).rejection().path()).isEqualTo(path);
      assertThat(quarantined.get(0).rejection().message()).contains(message);
      assertThat(quarantined.get(0).raw()).isEqualTo(raw);
      assertThat(obsrv.queries().run("orders", Query.from("orders").select("id")).rows())
          .extracting(row -> row.value(0))
          .containsExactlyInAnyOrder("before", "after");
    }
  }

  @Test
  void bytes_that_are_not_utf_8_are_quarantined_as_they_came() {
    byte[] latin1 = "{\"id\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    a_bad_record_is_quarantined_alone(
        "latin 1", RejectionCode.INVALID_UTF8, "", "record is not UTF-8", latin1);
  }

  @Test
  void a_row_of_texts_is_typed_by_the_schema() {
    try (Obsrv obsrv = Obsrv.open(MemoryStorage.create())) {
      Fixtures.publish(obsrv, DatasetDefinition.named("orders").schema(SCHEMA).key("id"));

      Receipt receipt =
          obsrv
              .ingestion()
              .ingest(
                  "orders",
                  List.of(
                      new Event.Cells(Map.of("id", "a", "n", "42", "ok", "TRUE", "in_deep", "x")),
                      new Event.Cells(Map.of("id", "b", "n", "forty-two"))));

      assertThat(receipt.accepted()).isEqualTo(1);
      Query query = Query.from("orders").select("id", "n", "ok", "in_deep");
      assertThat(obsrv.queries().run("orders", query).rows().get(0).values())
          .containsExactly("a", 42L, true, "x");
      assertThat(obsrv.monitor().quarantined("orders", 0, 10).get(0).rejection().path())
          .isEqualTo("/n");
    }
  }

  private static Arguments bad(String json, RejectionCode code, String path, String message) {
    String shown = json.length() < 60 ? json : json.substring(0, 60) + "…";
    return Arguments.of(shown, code, path, message, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String nested(int depth) {
    return "{\"id\": \"b\", \"free\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private static String large() {
    return "{\"id\": \"" + "x".repeat(1 << 20) + "\"}";
  }
}
