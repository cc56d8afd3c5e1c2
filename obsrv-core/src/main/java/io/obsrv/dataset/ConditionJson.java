package io.obsrv.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.error.Problems;
import io.obsrv.table.Condition;
import io.obsrv.table.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The canonical JSON form of a condition: a list of comparisons that must all hold. */
final class ConditionJson {
  private ConditionJson() {}

  static ArrayNode write(Optional<Condition> condition) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    condition.ifPresent(present -> conjuncts(present).forEach(each -> json.add(write(each))));
    return json;
  }

  /** The conditions of a setting, each by itself. */
  static List<Condition> read(Settings settings, String name, Problems problems) {
    List<Condition> conditions = new ArrayList<>();
    Problems here = problems.under(name);
    settings.array(name).forEach(json -> read(json, here, conditions::add));
    return conditions;
  }

  private static List<Condition> conjuncts(Condition condition) {
    return condition instanceof Condition.All all ? all.conditions() : List.of(condition);
  }

  private static ObjectNode write(Condition condition) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (condition instanceof Condition.Null isNull) {
      return json.put("field", isNull.field()).put("null", isNull.expected());
    }
    Condition.Comparison comparison = (Condition.Comparison) condition;
    return json.put("field", comparison.field())
        .put("operator", comparison.operator().symbol())
        .put("value", comparison.literal());
  }

  private static void read(JsonNode json, Problems here, Consumer<Condition> use) {
    if (json.has("null")) {
      Settings settings =
          new Settings(json, Set.of("field", "null"), "a condition on null", here).require("field");
      settings.text(
          "field",
          field ->
              settings.bool("null", expected -> use.accept(new Condition.Null(field, expected))));
      return;
    }
    Settings settings =
        new Settings(json, Set.of("field", "operator", "value"), "a condition", here)
            .require("field", "operator", "value");
    settings.text(
        "field",
        field ->
            settings.oneOf(
                "operator",
                Operator.values(),
                Operator::symbol,
                operator ->
                    settings.scalar(
                        "value",
                        value -> use.accept(new Condition.Comparison(field, operator, value)))));
  }
}
