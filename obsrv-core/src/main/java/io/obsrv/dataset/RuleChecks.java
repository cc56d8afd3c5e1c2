package io.obsrv.dataset;

import io.obsrv.error.Problems;
import io.obsrv.expression.BoundedPattern;
import io.obsrv.expression.ExpressionException;
import io.obsrv.policy.QualityRule;
import io.obsrv.policy.Transformation;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Schema;
import io.obsrv.table.CompiledCondition;
import io.obsrv.table.Condition;
import io.obsrv.table.Operator;
import io.obsrv.table.ValueOrder;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether quality rules fit the schema. Used once, by one thread. */
final class RuleChecks {
  private final DatasetDefinition definition;
  private final Schema schema;
  private final Problems problems;

  RuleChecks(DatasetDefinition definition, Problems problems) {
    this.definition = definition;
    this.schema = definition.schema();
    this.problems = problems.under("rules");
  }

  void check() {
    Set<String> taken =
        definition.transformations().stream().map(Transformation::name).collect(Collectors.toSet());
    for (QualityRule rule : definition.rules()) {
      Problems here = problems.under(rule.name());
      if (taken.contains(rule.name())) {
        here.add("", "is the name of a transformation too, must be another: both name warnings");
      }
      check(rule.test(), here);
    }
  }

  private void check(QualityRule.Test test, Problems here) {
    if (test instanceof QualityRule.NotNull notNull) {
      DefinitionChecks.column(schema, "column", notNull.column(), here);
    } else if (test instanceof QualityRule.Range range) {
      range(range, here);
    } else if (test instanceof QualityRule.Pattern pattern) {
      pattern(pattern, here);
    } else if (test instanceof QualityRule.InSet set) {
      if (DefinitionChecks.column(schema, "column", set.column(), here).isPresent()) {
        set.values().forEach(value -> literal(set.column(), value, "values", here));
      }
    } else if (test instanceof QualityRule.Unique unique) {
      for (String name : unique.columns()) {
        DefinitionChecks.column(schema, "columns", name, here)
            .filter(column -> column.type() == ColumnType.JSON)
            .ifPresent(column -> here.add("columns", "'" + name + "' is JSON, must be a scalar"));
        encrypted(name, here);
      }
    } else if (test instanceof QualityRule.Predicate predicate) {
      StagesChecks.expression(predicate.expression(), here);
    }
  }

  /** Equal texts are encrypted to different ones, so that the rule would never find two equal. */
  private void encrypted(String column, Problems here) {
    definition.transformations().stream()
        .filter(
            each ->
                each.operation() instanceof Transformation.Encrypt encrypt
                    && encrypt.column().equals(column))
        .findFirst()
        .ifPresent(
            each ->
                here.add(
                    "columns",
                    "'%s' is encrypted by transformation '%s', so that no two values are equal; tokenise it to keep it unique"
                        .formatted(column, each.name())));
  }

  private void range(QualityRule.Range range, Problems here) {
    if (DefinitionChecks.column(schema, "column", range.column(), here).isEmpty()) {
      return;
    }
    Optional<Object> min = range.min().flatMap(m -> literal(range.column(), m, "min", here));
    Optional<Object> max = range.max().flatMap(m -> literal(range.column(), m, "max", here));
    if (min.isPresent() && max.isPresent() && ValueOrder.compare(min.get(), max.get()) > 0) {
      here.add("min", "is %s, must be at most max, %s".formatted(min.get(), max.get()));
    }
  }

  private void pattern(QualityRule.Pattern pattern, Problems here) {
    Optional<Column> column = DefinitionChecks.column(schema, "column", pattern.column(), here);
    column
        .filter(found -> found.type() != ColumnType.STRING)
        .ifPresent(
            found ->
                here.add(
                    "column",
                    "'%s' is %s, must be string".formatted(found.name(), found.type().label())));
    try {
      BoundedPattern.compile(pattern.regex());
    } catch (ExpressionException e) {
      here.add("regex", String.valueOf(e.getMessage()));
    }
  }

  private Optional<Object> literal(String column, String text, String path, Problems here) {
    Problems found = new Problems();
    Optional<Object> value =
        new CompiledCondition(schema.columns(), found)
            .literal(new Condition.Comparison(column, Operator.EQUAL, text));
    found.list().forEach(problem -> here.add(path, problem.message()));
    return value;
  }
}
