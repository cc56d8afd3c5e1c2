package io.obsrv.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.table.AggregateTable;
import io.obsrv.table.Condition;
import io.obsrv.table.Granularity;
import io.obsrv.table.Measure;
import java.util.List;

/** The canonical JSON form of an aggregate table. */
final class TableJson {
  private TableJson() {}

  static ObjectNode write(AggregateTable table) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", table.name());
    table.groupBy().forEach(json.putArray("groupBy")::add);
    json.put("every", table.every().map(Granularity::label).orElse(null));
    ArrayNode measures = json.putArray("measures");
    for (Measure measure : table.measures()) {
      ObjectNode node = measures.addObject().put("aggregation", measure.aggregation().label());
      measure.field().ifPresent(field -> node.put("field", field));
    }
    ArrayNode where = json.putArray("where");
    table.where().ifPresent(condition -> conjuncts(condition).forEach(c -> where.add(write(c))));
    return json;
  }

  private static List<Condition> conjuncts(Condition condition) {
    return condition instanceof Condition.All all ? all.conditions() : List.of(condition);
  }

  private static ObjectNode write(Condition condition) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (condition instanceof Condition.Null isNull) {
      return json.put("field", isNull.field()).put("null", isNull.expected());
    }
    Condition.Comparison comparison = (Condition.Comparison) condition;
    return json.put("field", comparison.field())
        .put("operator", comparison.operator().symbol())
        .put("value", comparison.literal());
  }
}
