package io.obsrv.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.policy.Enrichment;
import io.obsrv.policy.Envelope;
import io.obsrv.policy.QualityRule;
import io.obsrv.policy.Transformation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The canonical JSON forms of what records go through. */
final class StagesJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StagesJson() {}

  static JsonNode envelope(Optional<Envelope> envelope) {
    if (envelope.isEmpty()) {
      return NODES.nullNode();
    }
    return NODES
        .objectNode()
        .put("events", envelope.get().events())
        .put("id", envelope.get().id().orElse(null));
  }

  static ArrayNode enrichments(List<Enrichment> enrichments) {
    return array(enrichments, StagesJson::enrichment);
  }

  static ArrayNode transformations(List<Transformation> transformations) {
    return array(transformations, StagesJson::transformation);
  }

  static ArrayNode rules(List<QualityRule> rules) {
    return array(rules, StagesJson::rule);
  }

  private static ObjectNode enrichment(Enrichment enrichment) {
    ObjectNode json = NODES.objectNode().put("name", enrichment.name());
    json.put("dataset", enrichment.dataset());
    enrichment.on().forEach(json.putArray("on")::add);
    enrichment.fields().forEach(json.putObject("fields")::put);
    return json.put("onMiss", enrichment.onMiss().name());
  }

  private static ObjectNode transformation(Transformation transformation) {
    ObjectNode json = NODES.objectNode().put("name", transformation.name());
    Transformation.Operation operation = transformation.operation();
    OperationForm form = OperationForm.of(operation);
    json.put("operation", form.label()).put("column", operation.column());
    if (operation instanceof Transformation.Jsonata jsonata) {
      json.put("expression", jsonata.expression());
    } else if (operation instanceof Transformation.Mask mask) {
      json.put("keepLast", mask.keepLast());
    } else if (operation instanceof Transformation.Encrypt encrypt) {
      json.put("secret", encrypt.secret());
    } else if (operation instanceof Transformation.Tokenise tokenise) {
      json.put("secret", tokenise.secret());
    }
    json.set("when", ConditionJson.write(transformation.when()));
    return json.put("mode", transformation.mode().name());
  }

  private static ObjectNode rule(QualityRule rule) {
    ObjectNode json = NODES.objectNode().put("name", rule.name());
    QualityRule.Test test = rule.test();
    json.put("test", TestForm.of(test).label());
    if (test instanceof QualityRule.NotNull notNull) {
      json.put("column", notNull.column());
    } else if (test instanceof QualityRule.Range range) {
      json.put("column", range.column());
      json.put("min", range.min().orElse(null)).put("max", range.max().orElse(null));
    } else if (test instanceof QualityRule.Pattern pattern) {
      json.put("column", pattern.column()).put("regex", pattern.regex());
    } else if (test instanceof QualityRule.InSet set) {
      set.values().forEach(json.put("column", set.column()).putArray("values")::add);
    } else if (test instanceof QualityRule.Unique unique) {
      unique.columns().forEach(json.putArray("columns")::add);
    } else if (test instanceof QualityRule.Predicate predicate) {
      json.put("expression", predicate.expression());
    }
    return json.put("action", rule.action().name());
  }

  private static <T> ArrayNode array(List<T> values, Function<T, ObjectNode> form) {
    ArrayNode json = NODES.arrayNode();
    values.forEach(value -> json.add(form.apply(value)));
    return json;
  }
}
