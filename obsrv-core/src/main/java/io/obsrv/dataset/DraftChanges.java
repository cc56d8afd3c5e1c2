package io.obsrv.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.schema.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** In what two definitions differ. Used once, by one thread. */
final class DraftChanges {
  private final List<DraftChange> changes = new ArrayList<>();

  private DraftChanges() {}

  /** The differences in the order of the canonical JSON; none if the definitions are equal. */
  static List<DraftChange> between(DatasetDefinition before, DatasetDefinition after) {
    DraftChanges changes = new DraftChanges();
    changes.compare(
        "",
        JsonText.parse(DefinitionJson.write(before)),
        JsonText.parse(DefinitionJson.write(after)));
    return List.copyOf(changes.changes);
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (text(before).equals(text(after))) {
      return;
    }
    JsonNode old = byName(before);
    JsonNode now = byName(after);
    if (old.isObject() && now.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      old.fieldNames().forEachRemaining(names::add);
      now.fieldNames().forEachRemaining(names::add);
      int found = changes.size();
      names.forEach(name -> compare(join(path, name), old.path(name), now.path(name)));
      if (changes.size() > found) {
        return;
      }
    }
    changes.add(new DraftChange(path, text(before), text(after)));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  private static String text(JsonNode json) {
    return json.isMissingNode() ? "" : JsonText.write(json);
  }

  /** An array of things with names of their own as an object of them. */
  private static JsonNode byName(JsonNode json) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    for (JsonNode element : json.isArray() ? json : List.<JsonNode>of()) {
      if (!element.path("name").isTextual()) {
        return json;
      }
      named.set(element.path("name").textValue(), element);
    }
    return json.isArray() && named.size() == json.size() ? named : json;
  }
}
