package io.obsrv.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.schema.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named texts as a JSON object, for quarantine. */
final class CellsJson {
  private CellsJson() {}

  static byte[] write(Map<String, String> cells) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    cells.forEach(json::put);
    return JsonText.write(json).getBytes(UTF_8);
  }

  static Map<String, String> read(byte[] cells) {
    Map<String, String> read = new LinkedHashMap<>();
    JsonText.parse(new String(cells, UTF_8))
        .properties()
        .forEach(cell -> read.put(cell.getKey(), cell.getValue().asText()));
    return read;
  }
}
