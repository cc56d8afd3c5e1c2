package io.obsrv.dataset.odcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problems;
import io.obsrv.schema.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the JSON of a definition of a contract, collecting every problem. Used once, by one thread.
 */
final class ContractReader {
  static final String REFUSAL = "The contract cannot be read";
  private static final List<String> REQUIRED =
      List.of("apiVersion", "kind", "id", "version", "status", "schema");

  private final Problems problems = new Problems();
  private final List<String> unused = new ArrayList<>();
  private final Place contract;
  private final ObjectNode definition = JsonNodeFactory.instance.objectNode();
  private final ArrayNode rules = JsonNodeFactory.instance.arrayNode();

  /** The columns of the key by their positions, those without one last. */
  private final Map<Integer, String> key = new TreeMap<>();

  ContractReader(JsonNode json) {
    contract = new Place(json, "", problems, unused);
  }

  OdcsContract read() {
    contract.of(Words.CONTRACT);
    if (contract.json().isObject()) {
      fundamentals();
      List<Place> objects = contract.all("schema");
      if (objects.size() == 1) {
        object(objects.get(0));
        serviceLevel();
        contract.custom(ContractWriter.SETTINGS).ifPresent(this::settings);
      } else if (contract.json().path("schema").isArray()) {
        problems.add(
            "schema", "has %d objects, must have one: the dataset".formatted(objects.size()));
      }
    }
    Optional<DatasetDefinition> read = definition.has("id") ? made() : Optional.empty();
    Problems distinct = new Problems();
    distinct.addAll(problems.list().stream().distinct().toList());
    distinct.refuseIfAny(REFUSAL);
    return new OdcsContract(read.orElseThrow(), unused);
  }

  private Optional<DatasetDefinition> made() {
    try {
      return Optional.of(DefinitionJson.read(JsonText.write(definition)));
    } catch (InvalidException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private void fundamentals() {
    REQUIRED.stream()
        .filter(word -> !contract.has(word))
        .forEach(word -> problems.add(word, "is missing"));
    contract
        .text("apiVersion")
        .filter(version -> !version.startsWith("v3."))
        .ifPresent(
            version -> problems.add("apiVersion", "is '%s', must be v3.1.0".formatted(version)));
    contract
        .text("kind")
        .filter(kind -> !kind.equals("DataContract"))
        .ifPresent(kind -> problems.add("kind", "is '%s', must be DataContract".formatted(kind)));
    if (contract.has("tags")) {
      definition.set("tags", contract.json().path("tags"));
    }
    if (contract.has("description")) {
      contract
          .at("description")
          .of(Words.DESCRIPTION)
          .text("purpose")
          .ifPresent(text -> definition.put("description", text));
    }
    if (contract.json().path("team").isArray()) {
      unused.add("team");
    } else if (contract.has("team")) {
      contract
          .at("team")
          .of(Words.TEAM)
          .text("name")
          .ifPresent(name -> definition.put("owner", name));
    }
  }

  private void object(Place object) {
    object.of(Words.OBJECT);
    String name = object.text("name").orElse("");
    definition.put("id", name);
    for (String word : List.of("id", "name")) {
      contract.text(word).filter(text -> !text.equals(name)).ifPresent(text -> unused.add(word));
    }
    ObjectNode schema = PropertyForm.read(object);
    if (!schema.has("type")) {
      LogicalType.OBJECT.write(schema);
    }
    definition.set("schema", schema);
    object.all("quality").forEach(rule -> QualityForm.read(rule, Optional.empty(), rules));
    columns(object, schema, "");
    key.values().forEach(definition.withArray("/key")::add);
    definition.set("rules", rules);
  }

  /** Walks along the properties, which are columns or have columns below them. */
  private void columns(Place parent, JsonNode schema, String prefix) {
    for (Place property : parent.all("properties")) {
      String name = property.json().path("name").asText();
      JsonNode type = schema.path("properties").path(name);
      String column = type.path("x-column").asText(prefix + name);
      if (property.flag("primaryKey")) {
        int position = property.json().path("primaryKeyPosition").asInt(0);
        int place = position > 0 ? position : 1_000_000 + key.size();
        if (key.putIfAbsent(place, column) != null) {
          property
              .problems()
              .add(
                  "primaryKeyPosition",
                  "is %d as that of '%s' is, must be its own".formatted(position, key.get(place)));
        }
      }
      if (property.flag("unique")) {
        rules.add(QualityForm.unique(column));
      }
      property.all("quality").forEach(rule -> QualityForm.read(rule, Optional.of(column), rules));
      columns(property, type, prefix + name + "_");
    }
  }

  private void serviceLevel() {
    for (Place property : contract.all("slaProperties", "property")) {
      if (!property.json().path("property").asText().equals(RetentionForm.SETTING)) {
        unused.add(property.path());
      } else if (definition.has(RetentionForm.SETTING)) {
        property.problems().add("", "is told twice, must be told once");
      } else {
        RetentionForm.read(property, definition);
      }
    }
  }

  /** What has no word of its own. */
  private void settings(JsonNode settings) {
    Problems here = problems.under("customProperties").under(ContractWriter.SETTINGS);
    if (!settings.isObject()) {
      here.add("", "is " + settings + ", must be an object of settings");
      return;
    }
    for (Map.Entry<String, JsonNode> setting : settings.properties()) {
      String name = setting.getKey();
      if (name.equals(ContractWriter.RULE_ORDER)) {
        order(setting.getValue());
      } else if (ContractWriter.SAID.contains(name)
          || name.equals("rules")
          || (name.equals("key") && !key.isEmpty())
          || (name.equals(RetentionForm.SETTING) && definition.has(name))) {
        here.add(name, "is said by a word of the standard, must be said by that only");
      } else if (name.equals("time")
          && definition.has(name)
          && !definition.path(name).equals(setting.getValue())) {
        here.add(
            name,
            "is %s, must be the column that the retention goes by, '%s'"
                .formatted(setting.getValue(), definition.path(name).asText()));
      } else {
        definition.set(name, setting.getValue());
      }
    }
  }

  /** Puts the rules into an order; those it does not name come last. */
  private void order(JsonNode names) {
    ArrayNode ordered = JsonNodeFactory.instance.arrayNode();
    List<JsonNode> left = new ArrayList<>();
    rules.forEach(left::add);
    for (JsonNode name : names) {
      left.stream()
          .filter(rule -> rule.path("name").equals(name))
          .findFirst()
          .ifPresent(
              rule -> {
                left.remove(rule);
                ordered.add(rule);
              });
    }
    left.forEach(ordered::add);
    definition.set("rules", ordered);
  }
}
