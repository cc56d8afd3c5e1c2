package io.obsrv.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import io.obsrv.expression.BoundedPattern;
import io.obsrv.expression.Expression;
import io.obsrv.expression.ExpressionException;
import io.obsrv.policy.QualityRule;
import io.obsrv.schema.Schema;
import io.obsrv.table.CompiledCondition;
import io.obsrv.table.Condition;
import io.obsrv.table.Operator;
import io.obsrv.table.ValueOrder;
import java.util.List;
import java.util.Optional;

/** The test of a quality rule, ready for records. For many threads. */
interface Probe {
  /** What is wrong with a record; empty if nothing is. */
  Optional<String> apply(Draft draft) throws ExpressionException;

  /** Unique values are claimed, not probed: whether they are taken, only the store knows. */
  static Probe of(QualityRule.Test test, Schema schema, Problems problems)
      throws ExpressionException {
    if (test instanceof QualityRule.NotNull notNull) {
      int index = schema.indexOf(notNull.column());
      return draft -> failed(draft.value(index) == null, "has no value, must have one");
    }
    if (test instanceof QualityRule.Range range) {
      return range(range, schema, problems);
    }
    if (test instanceof QualityRule.Pattern pattern) {
      BoundedPattern compiled = BoundedPattern.compile(pattern.regex());
      return ofValue(
          schema.indexOf(pattern.column()),
          value -> failed(!compiled.matches((String) value), "must match " + pattern.regex()));
    }
    if (test instanceof QualityRule.InSet set) {
      List<Object> values =
          set.values().stream()
              .flatMap(text -> literal(set.column(), text, schema, problems).stream())
              .toList();
      return ofValue(
          schema.indexOf(set.column()),
          value ->
              failed(
                  values.stream().noneMatch(each -> ValueOrder.compare(each, value) == 0),
                  "must be one of " + set.values()));
    }
    if (test instanceof QualityRule.Predicate predicate) {
      Expression expression = Expression.compile(predicate.expression());
      return draft -> {
        JsonNode result = expression.evaluate(draft.json());
        return failed(
            !result.isNull() && !(result.isBoolean() && result.booleanValue()),
            "must be true: " + predicate.expression());
      };
    }
    return draft -> Optional.empty();
  }

  /** What is asked of a value that is not null. */
  interface ValueProbe {
    Optional<String> apply(Object value) throws ExpressionException;
  }

  private static Probe ofValue(int index, ValueProbe probe) {
    return draft -> {
      Object value = draft.value(index);
      return value == null ? Optional.empty() : probe.apply(value);
    };
  }

  private static Probe range(QualityRule.Range range, Schema schema, Problems problems) {
    Optional<Object> min = range.min().flatMap(m -> literal(range.column(), m, schema, problems));
    Optional<Object> max = range.max().flatMap(m -> literal(range.column(), m, schema, problems));
    return ofValue(
        schema.indexOf(range.column()),
        value -> {
          if (min.isPresent() && ValueOrder.compare(value, min.get()) < 0) {
            return Optional.of("must be at least " + min.get());
          }
          return failed(
              max.isPresent() && ValueOrder.compare(value, max.get()) > 0,
              "must be at most " + max.map(Object::toString).orElse(""));
        });
  }

  private static Optional<Object> literal(
      String column, String text, Schema schema, Problems problems) {
    return new CompiledCondition(schema.columns(), problems)
        .literal(new Condition.Comparison(column, Operator.EQUAL, text));
  }

  private static Optional<String> failed(boolean failed, String message) {
    return failed ? Optional.of(message) : Optional.empty();
  }
}
