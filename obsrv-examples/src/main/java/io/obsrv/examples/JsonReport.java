package io.obsrv.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.event.Counters;
import io.obsrv.query.Result;
import io.obsrv.schema.Column;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a run did, as one JSON object. */
final class JsonReport {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonReport() {}

  static String of(FileJob.Outcome outcome) {
    Counters before = outcome.before();
    Counters after = outcome.after();
    ObjectNode json = NODES.objectNode();
    json.put("received", after.received() - before.received());
    json.put("accepted", after.accepted() - before.accepted());
    json.put("duplicates", after.duplicates() - before.duplicates());
    json.put("quarantined", after.quarantined() - before.quarantined());
    ObjectNode causes = json.putObject("causes");
    after
        .causes()
        .forEach((code, n) -> put(causes, code, n - before.causes().getOrDefault(code, 0L)));
    ArrayNode columns = json.putArray("columns");
    for (Column column : outcome.definition().schema().columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type().label());
    }
    ArrayNode table = json.putArray("table");
    outcome.table().rows().forEach(row -> table.add(row(outcome.table(), row)));
    json.put("seconds", outcome.time().toMillis() / 1000.0);
    return JsonText.write(json);
  }

  private static void put(ObjectNode causes, String code, long count) {
    if (count > 0) {
      causes.put(code, count);
    }
  }

  private static ObjectNode row(Result table, Row row) {
    ObjectNode json = NODES.objectNode();
    for (int i = 0; i < row.size(); i++) {
      json.set(table.columns().get(i).name(), value(row.value(i)));
    }
    return json;
  }

  private static JsonNode value(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Long integer) {
      return NODES.numberNode(integer);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    if (value instanceof BigDecimal decimal) {
      return NODES.numberNode(decimal);
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    return NODES.textNode(value.toString());
  }
}
