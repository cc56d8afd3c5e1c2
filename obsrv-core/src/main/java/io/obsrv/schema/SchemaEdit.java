package io.obsrv.schema;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes one field of a copy of a document. Used once, by one thread. */
final class SchemaEdit {
  private final ObjectNode document;
  private final String path;
  private final String name;
  private final List<String> around;

  SchemaEdit(JsonNode document, String path) {
    List<String> names = List.of(path.split("\\.", -1));
    checkArgument(
        !names.contains(""), "'%s' is no path, must be names of fields joined with dots", path);
    this.document = document.deepCopy();
    this.path = path;
    this.name = names.get(names.size() - 1);
    this.around = names.subList(0, names.size() - 1);
  }

  /** What says who the field was stays: its column's name and its older names. */
  JsonNode put(Field field) {
    ObjectNode object = document;
    for (String each : around) {
      ObjectNode properties = properties(object);
      if (!properties.has(each)) {
        properties.putObject(each).put("type", "object").putObject("properties");
      }
      object = objectIn(properties, each);
    }
    JsonNode before = properties(object).path(name);
    ObjectNode keywords = field.keywords();
    for (String kept : List.of(ColumnName.KEYWORD, AliasKeyword.KEYWORD)) {
      if (before.has(kept)) {
        keywords.set(kept, before.get(kept));
      }
    }
    properties(object).set(name, keywords);
    Set<String> required = required(object);
    if (field.isRequired()) {
      required.add(name);
    } else {
      required.remove(name);
    }
    return withRequired(object, required);
  }

  JsonNode remove() {
    ObjectNode object = present();
    properties(object).remove(name);
    Set<String> required = required(object);
    required.remove(name);
    return withRequired(object, required);
  }

  JsonNode rename(String to) {
    ObjectNode object = present();
    String prefix = path.substring(0, path.length() - name.length());
    String next = to.startsWith(prefix) ? to.substring(prefix.length()) : "";
    checkArgument(
        !next.isEmpty() && next.indexOf('.') < 0,
        "'%s' is not in the same object as '%s'; a field can be renamed, not moved",
        to,
        path);
    ObjectNode properties = properties(object);
    checkArgument(!properties.has(next), "there is a field '%s' already", to);
    checkArgument(
        properties.get(name).isObject(), "field '%s' has no keywords, cannot be renamed", path);
    alias((ObjectNode) properties.get(name), next);
    Map<String, JsonNode> inOrder = new LinkedHashMap<>();
    properties
        .properties()
        .forEach(
            each ->
                inOrder.put(each.getKey().equals(name) ? next : each.getKey(), each.getValue()));
    properties.removeAll();
    properties.setAll(inOrder);
    List<String> required = new ArrayList<>(required(object));
    required.replaceAll(each -> each.equals(name) ? next : each);
    return withRequired(object, required);
  }

  boolean isPresent() {
    ObjectNode object = document;
    for (String each : around) {
      if (!(object.path("properties").path(each) instanceof ObjectNode inside)) {
        return false;
      }
      object = inside;
    }
    return object.path("properties").has(name);
  }

  private ObjectNode present() {
    checkArgument(isPresent(), "there is no field '%s'", path);
    ObjectNode object = document;
    for (String each : around) {
      object = objectIn(properties(object), each);
    }
    return object;
  }

  private ObjectNode objectIn(ObjectNode properties, String field) {
    boolean plain = properties.get(field) instanceof ObjectNode object && !object.has("$ref");
    checkArgument(
        plain && TypeKeyword.of(properties.get(field)).isObjectOnly(),
        "'%s' cannot be edited: '%s' is not an object declared in its place",
        path,
        field);
    return (ObjectNode) properties.get(field);
  }

  private void alias(ObjectNode field, String next) {
    Set<String> aliases = new LinkedHashSet<>(List.of(name));
    field.path(AliasKeyword.KEYWORD).forEach(alias -> aliases.add(alias.asText()));
    aliases.remove(next);
    ArrayNode array = field.putArray(AliasKeyword.KEYWORD);
    aliases.forEach(array::add);
  }

  private static ObjectNode properties(ObjectNode object) {
    return object.withObjectProperty("properties");
  }

  private static Set<String> required(ObjectNode object) {
    Set<String> required = new LinkedHashSet<>();
    object.path("required").forEach(each -> required.add(each.asText()));
    return required;
  }

  private JsonNode withRequired(ObjectNode object, Iterable<String> required) {
    if (object.has("required") || required.iterator().hasNext()) {
      ArrayNode array = object.putArray("required");
      required.forEach(array::add);
    }
    return document;
  }
}
