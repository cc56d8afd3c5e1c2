package io.obsrv.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.schema.Column;
import io.obsrv.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the JSON object a row of texts stands for, each text typed by the column of its name.
 * Immutable.
 */
final class CellsReader {
  private final Map<String, Column> byName = new HashMap<>();
  private final List<Column> renamed;

  CellsReader(Schema schema) {
    // A column renamed with x-column is still found by its field's name, unless another column has
    // that name.
    schema.columns().stream()
        .filter(column -> column.path().size() == 1)
        .forEach(column -> byName.put(column.path().get(0), column));
    schema.columns().forEach(column -> byName.put(column.name(), column));
    renamed = schema.columns().stream().filter(column -> !column.aliases().isEmpty()).toList();
  }

  JsonNode read(Map<String, String> cells) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    cells.forEach(
        (name, text) -> {
          if (!text.isEmpty()) {
            Column column = byName.get(name);
            if (column == null) {
              record.put(name, text);
            } else {
              parent(record, column).set(last(column), column.cell(text));
            }
          }
        });
    renamed.forEach(column -> takeOlder(column, cells, record));
    return record;
  }

  /** What stands under an older name is unknown only where the present name has a value too. */
  private void takeOlder(Column column, Map<String, String> cells, ObjectNode record) {
    if (record.at(column.pointer()).isMissingNode()) {
      column.aliases().stream()
          .filter(alias -> !byName.containsKey(alias))
          .filter(alias -> !cells.getOrDefault(alias, "").isEmpty())
          .findFirst()
          .ifPresent(
              alias -> {
                record.remove(alias);
                parent(record, column)
                    .set(last(column), column.cell(cells.getOrDefault(alias, "")));
              });
    }
  }

  private static String last(Column column) {
    return column.path().get(column.path().size() - 1);
  }

  private static ObjectNode parent(ObjectNode record, Column column) {
    ObjectNode parent = record;
    for (String name : column.path().subList(0, column.path().size() - 1)) {
      parent = parent.withObjectProperty(name);
    }
    return parent;
  }
}
