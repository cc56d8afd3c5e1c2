package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is inferred from samples lets all of them pass, by the way that records take. */
class InferencePropertyTest {
  private static void passes(Schema schema, JsonNode event) throws UnreadableValueException {
    assertThat(schema.violations(event)).isEmpty();
    for (Column column : schema.columns()) {
      JsonNode value = event.at(column.pointer());
      if (value.isMissingNode()) {
        assertThat(column.required()).isFalse();
      } else {
        Object read = column.read(value);
        assertThat(read == null && column.required()).isFalse();
        assertThat(read == null || column.type().javaType().isInstance(read)).isTrue();
      }
    }
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void samples_of_json_pass(@ForAll("events") List<JsonNode> events)
      throws UnreadableValueException {
    Assume.that(events.stream().anyMatch(event -> !event.isEmpty()));
    Schema schema = Schema.inferFrom(events);
    for (JsonNode event : events) {
      passes(schema, event);
    }
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void samples_of_cells_pass(@ForAll("rows") List<Map<String, String>> rows)
      throws UnreadableValueException {
    Assume.that(rows.stream().anyMatch(row -> !row.isEmpty()));
    Inference.Builder builder = Inference.builder();
    rows.forEach(builder::addCells);
    Schema schema = builder.infer().schema();
    for (Map<String, String> row : rows) {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      for (Column column : schema.columns()) {
        String text = row.get(column.path().get(0));
        if (text != null && !text.isEmpty()) {
          event.set(column.path().get(0), TextCell.json(column, text));
          assertThat(column.parse(text)).isInstanceOf(column.type().javaType());
        }
      }
      passes(schema, event);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void cells_and_json_together_pass(
      @ForAll("events") List<JsonNode> events, @ForAll("rows") List<Map<String, String>> rows)
      throws UnreadableValueException {
    Assume.that(events.stream().anyMatch(event -> !event.isEmpty()));
    Inference.Builder builder = Inference.builder();
    events.forEach(builder::add);
    rows.forEach(builder::addCells);
    Schema schema = builder.infer().schema();
    for (JsonNode event : events) {
      passes(schema, event);
    }
    for (Map<String, String> row : rows) {
      for (Column column : schema.columns()) {
        String text = column.path().size() == 1 ? row.get(column.path().get(0)) : null;
        if (text != null && !text.isEmpty()) {
          assertThat(column.parse(text)).isInstanceOf(column.type().javaType());
        }
      }
    }
  }

  @Provide
  Arbitrary<List<JsonNode>> events() {
    return JsonArbitraries.objects(JsonArbitraries.storableTexts())
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Map<String, String>>> rows() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "", "_a", "a_b", "x\ny", "time");
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            JsonArbitraries.storableTexts(),
            JsonArbitraries.numbers(),
            JsonArbitraries.numbers(),
            Arbitraries.of(
                " 42 ",
                "+5",
                "12E4",
                ".5",
                "1.",
                ".",
                "-",
                "- 5",
                "TRUE",
                " false",
                "NaN",
                "null",
                " 2018-02-06 ",
                "2018-02-06 10:00:00 "));
    return Arbitraries.maps(names, texts).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(6);
  }
}
