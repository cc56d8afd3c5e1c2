package io.obsrv.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.obsrv.schema.ChangeClass;
import io.obsrv.schema.ChangeKind;
import io.obsrv.schema.EvolutionRules;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.SchemaChanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares two definitions along their canonical JSON. Used once, by one thread. */
public final class DefinitionDiff {
  private static final Map<String, ChangeKind> KINDS =
      Map.of(
          "key",
          ChangeKind.KEY_CHANGED,
          "time",
          ChangeKind.TIME_CHANGED,
          "zone",
          ChangeKind.ZONE_CHANGED,
          "location",
          ChangeKind.LOCATION_CHANGED,
          "tables",
          ChangeKind.TABLE_CHANGED);

  private final DatasetDefinition a;
  private final DatasetDefinition b;
  private final List<DefinitionChange> changes = new ArrayList<>();

  private DefinitionDiff(DatasetDefinition a, DatasetDefinition b) {
    this.a = a;
    this.b = b;
  }

  /**
   * What is different in the second of two definitions.
   *
   * @param a the one before
   * @param b the one after, whose compatibility weighs the changes
   * @return the changes in the order of the canonical JSON; none for equal definitions
   */
  public static List<DefinitionChange> between(DatasetDefinition a, DatasetDefinition b) {
    return new DefinitionDiff(a, b).find();
  }

  private List<DefinitionChange> find() {
    JsonNode before = JsonText.parse(DefinitionJson.write(a));
    JsonNode after = JsonText.parse(DefinitionJson.write(b));
    for (String setting : names(before, after)) {
      if (setting.equals("schema")) {
        schema();
      } else {
        compare(setting, setting, before.path(setting), after.path(setting));
      }
    }
    return List.copyOf(changes);
  }

  private void schema() {
    SchemaChanges.between(a.schema(), b.schema(), b.compatibility())
        .forEach(
            change ->
                changes.add(
                    new DefinitionChange(
                        change.path().isEmpty() ? "schema" : "schema/" + change.path(),
                        change.before(),
                        change.after(),
                        change.changeClass())));
  }

  private void compare(String setting, String path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      names(before, after)
          .forEach(
              name -> compare(setting, path + "/" + name, before.path(name), after.path(name)));
    } else if (isNamed(before) && isNamed(after)) {
      named(setting, path, byName(before), byName(after));
    } else {
      add(setting, path, before, after);
    }
  }

  private void named(
      String setting, String path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
    Set<String> names = new LinkedHashSet<>(after.keySet());
    names.addAll(before.keySet());
    int found = changes.size();
    for (String name : names) {
      JsonNode old = before.getOrDefault(name, MissingNode.getInstance());
      JsonNode now = after.getOrDefault(name, MissingNode.getInstance());
      compare(setting, path + "/" + name, old, now);
    }
    if (changes.size() == found) {
      changes.add(
          new DefinitionChange(
              path,
              String.join(", ", before.keySet()),
              String.join(", ", after.keySet()),
              ChangeClass.SAFE));
    }
  }

  private void add(String setting, String path, JsonNode before, JsonNode after) {
    boolean isRebuilt =
        !setting.equals("tables") || !(isGone(path, after) || isPeriod(path, before, after));
    changes.add(
        new DefinitionChange(
            path,
            text(setting, before),
            text(setting, after),
            isRebuilt ? changeClass(setting) : ChangeClass.SAFE));
  }

  private ChangeClass changeClass(String setting) {
    if (setting.equals("kind")) {
      return ChangeClass.BREAKING;
    }
    ChangeKind kind = KINDS.get(setting);
    return kind == null ? ChangeClass.SAFE : EvolutionRules.classOf(kind, b.compatibility());
  }

  /** Whether the path is that of a table, which there is not any more. */
  private static boolean isGone(String path, JsonNode after) {
    return after.isMissingNode() && path.indexOf('/') == path.lastIndexOf('/');
  }

  /** Whether a table is kept for another time, which leaves its rows as they are. */
  private static boolean isPeriod(String path, JsonNode before, JsonNode after) {
    return path.endsWith("/retention") && before.isTextual() && after.isTextual();
  }

  private static boolean isNamed(JsonNode array) {
    boolean named = array.isArray();
    for (JsonNode element : array) {
      named &= element.has("name");
    }
    return named;
  }

  private static Map<String, JsonNode> byName(JsonNode array) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    array.forEach(element -> byName.put(element.path("name").asText(), element));
    return byName;
  }

  private static Set<String> names(JsonNode before, JsonNode after) {
    Set<String> names = new LinkedHashSet<>();
    after.fieldNames().forEachRemaining(names::add);
    before.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String text(String setting, JsonNode value) {
    // A location is written only where it is not home.
    return value.isMissingNode() && setting.equals("location") ? Location.HOME.name() : text(value);
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isTextual() ? value.textValue() : JsonText.write(value);
  }
}
