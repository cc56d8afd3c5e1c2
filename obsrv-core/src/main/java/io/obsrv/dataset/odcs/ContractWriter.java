package io.obsrv.dataset.odcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.schema.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the canonical JSON of a definition in the words of the standard. What they leave over, and
 * is not the default, is the custom property {@code obsrv}. Used once, by one thread.
 */
final class ContractWriter {
  static final String SETTINGS = "obsrv";
  static final String RULE_ORDER = "ruleOrder";

  /** Settings that have words of their own. */
  static final Set<String> SAID = Set.of("id", "description", "owner", "tags", "schema");

  private final JsonNode definition;
  private final ObjectNode object = JsonNodeFactory.instance.objectNode();
  private final ObjectNode settings = JsonNodeFactory.instance.objectNode();

  private ContractWriter(DatasetDefinition definition) {
    this.definition = json(definition);
    JsonNode defaults =
        json(DatasetDefinition.named(definition.id().value()).schema(definition.schema()).build());
    for (Map.Entry<String, JsonNode> setting : this.definition.properties()) {
      if (!SAID.contains(setting.getKey())
          && !setting.getValue().equals(defaults.path(setting.getKey()))) {
        settings.set(setting.getKey(), setting.getValue());
      }
    }
  }

  static ObjectNode write(DatasetDefinition definition) {
    return new ContractWriter(definition).write();
  }

  private static JsonNode json(DatasetDefinition definition) {
    return JsonText.parse(DefinitionJson.write(definition));
  }

  private ObjectNode write() {
    ObjectNode contract = JsonNodeFactory.instance.objectNode();
    String id = definition.path("id").asText();
    contract.put("apiVersion", "v3.1.0").put("kind", "DataContract");
    contract.put("id", id).put("name", id).put("version", "1.0.0").put("status", "draft");
    if (!definition.path("tags").isEmpty()) {
      contract.set("tags", definition.path("tags"));
    }
    if (!definition.path("description").asText().isEmpty()) {
      contract.putObject("description").set("purpose", definition.path("description"));
    }
    if (!definition.path("owner").asText().isEmpty()) {
      contract.putObject("team").set("name", definition.path("owner"));
    }
    object.put("name", id);
    PropertyForm.writeRoot(definition.path("schema"), object);
    object.put("physicalType", "table");
    key();
    rules();
    contract.putArray("schema").add(object);
    RetentionForm.write(definition)
        .ifPresent(
            retention -> {
              contract.putArray("slaProperties").add(retention);
              settings.remove(RetentionForm.SETTING);
            });
    if (!settings.isEmpty()) {
      contract
          .putArray("customProperties")
          .addObject()
          .put("property", SETTINGS)
          .set("value", settings);
    }
    return contract;
  }

  private void key() {
    List<ObjectNode> properties = new ArrayList<>();
    settings.path("key").forEach(column -> property(column.asText()).ifPresent(properties::add));
    if (properties.size() == settings.path("key").size()) {
      settings.remove("key");
      for (int i = 0; i < properties.size(); i++) {
        properties.get(i).put("primaryKey", true).put("primaryKeyPosition", i + 1);
      }
    }
  }

  private void rules() {
    JsonNode rules = settings.path("rules");
    settings.remove("rules");
    for (JsonNode rule : rules) {
      Optional<ObjectNode> property =
          QualityForm.isOfProperty(rule)
              ? property(rule.path("column").asText())
              : Optional.empty();
      property
          .orElse(object)
          .withArray("/quality")
          .add(property.isPresent() ? QualityForm.library(rule) : QualityForm.ofObject(rule));
    }
    ArrayNode order = JsonNodeFactory.instance.arrayNode();
    rules.forEach(rule -> order.add(rule.path("name")));
    if (!order.equals(found())) {
      settings.set(RULE_ORDER, order);
    }
  }

  /** The names of rules in the order in which they are read. */
  private ArrayNode found() {
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    object.path("quality").forEach(rule -> found.add(rule.path("name")));
    for (JsonNode property : object.path("properties")) {
      property.path("quality").forEach(rule -> found.add(rule.path("name")));
    }
    return found;
  }

  /** The property that a column is, if it is one at the top with no other name. */
  private Optional<ObjectNode> property(String column) {
    JsonNode schema = definition.path("schema").path("properties").path(column);
    if (schema.has("x-column") || schema.has("properties")) {
      return Optional.empty();
    }
    return object
        .path("properties")
        .valueStream()
        .filter(property -> property.path("name").asText().equals(column))
        .map(ObjectNode.class::cast)
        .findFirst();
  }
}
