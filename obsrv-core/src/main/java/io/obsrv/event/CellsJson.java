package io.obsrv.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.schema.JsonText;
import java.util.Map;

/** Named texts as a JSON object, for quarantine. */
final class CellsJson {
  private CellsJson() {}

  static byte[] write(Map<String, String> cells) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    cells.forEach(json::put);
    return JsonText.write(json).getBytes(UTF_8);
  }
}
