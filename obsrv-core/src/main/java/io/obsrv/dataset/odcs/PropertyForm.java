package io.obsrv.dataset.odcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A JSON Schema as the standard's properties. Keywords that the standard has no word for, or not
 * with this value, go to the custom property {@code jsonSchema}, whose keywords win when it is
 * read.
 */
final class PropertyForm {
  static final String REST = "jsonSchema";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PropertyForm() {}

  /** Writes a schema into a property that may have a name and more already. */
  static void write(JsonNode schema, ObjectNode property) {
    ObjectNode rest = schema.isObject() ? schema.deepCopy() : NODES.objectNode();
    JsonNode type = rest.path("type");
    if (isNullable(type)) {
      rest.set("type", type.get(0));
    }
    LogicalType.of(rest).ifPresent(known -> typed(known, rest, property));
    if (isNullable(type)) {
      rest.set("type", type);
    }
    move(rest, "description", property, rest.path("description").isTextual());
    move(rest, "examples", property, rest.path("examples").isArray());
    if (areSchemas(rest.path("properties"))) {
      properties(rest, property);
    }
    if (rest.path("items").isObject()) {
      write(rest.remove("items"), property.putObject("items"));
    }
    if (!rest.isEmpty()) {
      property.putArray("customProperties").addObject().put("property", REST).set("value", rest);
    }
  }

  /** Writes the schema of a dataset, which has no options of its type. */
  static void writeRoot(JsonNode schema, ObjectNode object) {
    ObjectNode plain = schema.deepCopy();
    ObjectNode options = NODES.objectNode();
    LogicalType.OBJECT.options().forEach(each -> move(plain, each, options, plain.has(each)));
    write(plain, object);
    if (!options.isEmpty()) {
      ArrayNode custom = object.withArray("/customProperties");
      ObjectNode rest =
          custom.isEmpty()
              ? custom.addObject().put("property", REST).putObject("value")
              : (ObjectNode) custom.get(0).path("value");
      rest.setAll(options);
    }
  }

  private static void typed(LogicalType type, ObjectNode rest, ObjectNode property) {
    property.put("logicalType", type.label());
    type.remove(rest);
    ObjectNode options = NODES.objectNode();
    type.options().forEach(option -> move(rest, option, options, rest.has(option)));
    if (!options.isEmpty()) {
      property.set("logicalTypeOptions", options);
    }
  }

  private static void properties(ObjectNode rest, ObjectNode property) {
    JsonNode declared = rest.remove("properties");
    Set<String> required = new HashSet<>();
    rest.path("required").forEach(name -> required.add(name.asText()));
    ArrayNode properties = property.putArray("properties");
    ArrayNode inOrder = NODES.arrayNode();
    for (Map.Entry<String, JsonNode> each : declared.properties()) {
      ObjectNode child = properties.addObject().put("name", each.getKey());
      if (required.contains(each.getKey())) {
        child.put("required", true);
        inOrder.add(each.getKey());
      }
      write(each.getValue(), child);
    }
    if (inOrder.equals(rest.path("required")) && !inOrder.isEmpty()) {
      rest.remove("required");
    }
  }

  /** Whether null is allowed beside one type, which the standard leaves open. */
  private static boolean isNullable(JsonNode type) {
    return type.size() == 2 && type.path(1).asText().equals("null");
  }

  private static boolean areSchemas(JsonNode properties) {
    return properties.isObject()
        && !properties.isEmpty()
        && properties.valueStream().allMatch(JsonNode::isObject);
  }

  private static void move(ObjectNode from, String keyword, ObjectNode to, boolean fits) {
    if (fits) {
      to.set(keyword, from.remove(keyword));
    }
  }

  /** The schema of a property, and what it says that a dataset has no place for. */
  static ObjectNode read(Place property) {
    ObjectNode schema = NODES.objectNode();
    property.text("logicalType").ifPresent(type -> type(property, type, schema));
    if (property.has("description")) {
      property.text("description").ifPresent(text -> schema.put("description", text));
    }
    if (property.has("examples")) {
      schema.set("examples", property.json().path("examples"));
    }
    List<String> required = new ArrayList<>();
    if (property.has("properties")) {
      children(property, schema.putObject("properties"), required);
      if (!required.isEmpty()) {
        required.forEach(schema.putArray("required")::add);
      }
    }
    if (property.has("items")) {
      schema.set("items", read(property.at("items").of(Words.PROPERTY)));
    }
    property.custom(REST).ifPresent(rest -> overlay(property, rest, required, schema));
    return schema;
  }

  private static void type(Place property, String label, ObjectNode schema) {
    LogicalType.named(label)
        .ifPresentOrElse(
            type -> {
              type.write(schema);
              options(property.at("logicalTypeOptions"), type, schema);
            },
            () ->
                property
                    .problems()
                    .add(
                        "logicalType",
                        "is '%s', must be one of %s"
                            .formatted(
                                label,
                                Arrays.stream(LogicalType.values())
                                    .map(LogicalType::label)
                                    .collect(Collectors.joining(", ")))));
  }

  private static void options(Place options, LogicalType type, ObjectNode schema) {
    if (!options.json().isMissingNode() && !options.json().isObject()) {
      options.problems().add("", "is " + options.json() + ", must be an object");
    }
    for (Map.Entry<String, JsonNode> option : options.json().properties()) {
      if (type.options().contains(option.getKey())) {
        schema.set(option.getKey(), option.getValue());
      } else if (type.passesOver(option.getKey())) {
        options.unused().add(options.path() + "/" + option.getKey());
      } else {
        options
            .problems()
            .add(option.getKey(), "is no option of ODCS 3.1 for '" + type.label() + "'");
      }
    }
  }

  private static void children(Place property, ObjectNode schemas, List<String> required) {
    for (Place child : property.all("properties")) {
      child.of(Words.PROPERTY);
      Optional<String> name = child.text("name");
      if (name.isEmpty()) {
        child.problems().add("name", "is missing");
      } else if (schemas.has(name.get())) {
        child.problems().add("", "is declared twice, must have a name of its own");
      } else {
        if (child.flag("required")) {
          required.add(name.get());
        }
        schemas.set(name.get(), read(child));
      }
    }
  }

  /** What is said twice must not be two things. */
  private static void overlay(
      Place property, JsonNode rest, List<String> required, ObjectNode schema) {
    if (!rest.isObject()) {
      property.problems().add(REST, "is " + rest + ", must be an object of JSON Schema keywords");
      return;
    }
    for (Map.Entry<String, JsonNode> keyword : rest.properties()) {
      if (schema.has(keyword.getKey()) && !isMore(keyword, required, schema)) {
        property
            .problems()
            .add(
                REST + "/" + keyword.getKey(), "is said by the property itself, must be said once");
      }
      schema.set(keyword.getKey(), keyword.getValue());
    }
  }

  /** The order of what is required, or that null is allowed too, is no contradiction. */
  private static boolean isMore(
      Map.Entry<String, JsonNode> keyword, List<String> required, ObjectNode schema) {
    Set<String> texts = new HashSet<>();
    keyword.getValue().forEach(text -> texts.add(text.asText()));
    return switch (keyword.getKey()) {
      case "required" -> texts.containsAll(required);
      case "type" -> isNullable(keyword.getValue()) && texts.contains(schema.path("type").asText());
      default -> false;
    };
  }
}
