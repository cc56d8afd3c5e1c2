package io.obsrv.dataset;

import io.obsrv.error.InvalidException;
import io.obsrv.error.Problems;
import io.obsrv.expression.Expression;
import io.obsrv.expression.ExpressionException;
import io.obsrv.policy.Enrichment;
import io.obsrv.policy.Transformation;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Schema;
import io.obsrv.table.CompiledCondition;
import io.obsrv.table.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether what records go through fits the definition. Used once, by one thread. */
final class StagesChecks {
  private final DatasetDefinition definition;
  private final Schema schema;
  private final Problems problems;

  StagesChecks(DatasetDefinition definition, Problems problems) {
    this.definition = definition;
    this.schema = definition.schema();
    this.problems = problems;
  }

  void check() {
    if (definition.tombstone().isPresent() && !definition.kind().upserts()) {
      problems.add("deletedWhen", "is for kinds TRANSACTION and MASTER; events are never deleted");
    }
    definition.tombstone().ifPresent(condition -> condition("deletedWhen", condition, problems));
    Map<String, String> filled = new HashMap<>();
    for (Enrichment enrichment : definition.enrichments()) {
      enrichment(enrichment, filled, problems.under("enrichments").under(enrichment.name()));
    }
    for (Transformation transformation : definition.transformations()) {
      transformation(
          transformation, problems.under("transformations").under(transformation.name()));
    }
    new RuleChecks(definition, problems).check();
  }

  private void enrichment(Enrichment enrichment, Map<String, String> filled, Problems here) {
    dataset(enrichment.dataset(), here);
    for (String name : enrichment.on()) {
      DefinitionChecks.column(schema, "on", name, here)
          .filter(column -> column.type() == ColumnType.JSON)
          .ifPresent(column -> here.add("on", "'" + name + "' is JSON, must be a scalar"));
    }
    for (String target : enrichment.fields().values()) {
      DefinitionChecks.column(schema, "fields", target, here)
          .ifPresent(column -> target(column, "fields", here));
      String other = filled.putIfAbsent(target, enrichment.name());
      if (other != null) {
        here.add("fields", "'%s' is filled by enrichment '%s' already".formatted(target, other));
      }
    }
  }

  private void dataset(String name, Problems here) {
    try {
      if (DatasetId.of(name).equals(definition.id())) {
        here.add("dataset", "is this dataset, must be another one");
      }
    } catch (InvalidException e) {
      here.add(
          "dataset", "'%s' %s".formatted(DatasetId.shown(name), e.problems().get(0).message()));
    }
  }

  private void transformation(Transformation transformation, Problems here) {
    Transformation.Operation operation = transformation.operation();
    Optional<Column> column = DefinitionChecks.column(schema, "column", operation.column(), here);
    if (operation instanceof Transformation.Jsonata jsonata) {
      column.ifPresent(target -> target(target, "column", here));
      expression(jsonata.expression(), here);
    } else {
      column.ifPresent(target -> text(target, here));
    }
    transformation.when().ifPresent(condition -> condition("when", condition, here));
  }

  /** What is computed may be missing, and comes when the key is already known. */
  private void target(Column column, String path, Problems here) {
    if (column.required()) {
      here.add(path, "'%s' is required, must not be: it may get no value".formatted(column.name()));
    }
    keyless(column, path, here);
  }

  private void text(Column column, Problems here) {
    if (column.type() != ColumnType.STRING) {
      here.add(
          "column", "'%s' is %s, must be string".formatted(column.name(), column.type().label()));
    }
    keyless(column, "column", here);
  }

  private void keyless(Column column, String path, Problems here) {
    if (definition.key().contains(column.name())) {
      here.add(path, "'%s' is part of the key, must not be changed".formatted(column.name()));
    }
  }

  private void condition(String path, Condition condition, Problems here) {
    Problems found = new Problems();
    new CompiledCondition(schema.columns(), found).compile(condition);
    found.list().forEach(problem -> here.add(path, problem.message()));
  }

  static void expression(String text, Problems here) {
    try {
      Expression.compile(text);
    } catch (ExpressionException e) {
      here.add("expression", String.valueOf(e.getMessage()));
    }
  }
}
