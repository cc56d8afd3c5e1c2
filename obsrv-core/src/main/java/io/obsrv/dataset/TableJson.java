package io.obsrv.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.table.AggregateTable;
import io.obsrv.table.Granularity;
import io.obsrv.table.Measure;

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
    json.set("where", ConditionJson.write(table.where()));
    table.retention().ifPresent(period -> json.put("retention", period.toString()));
    return json;
  }
}
