package io.obsrv.pipeline;

import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problems;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Stage;
import io.obsrv.expression.ExpressionException;
import io.obsrv.policy.Transformation;
import io.obsrv.policy.TransformationMode;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.schema.UnreadableValueException;
import io.obsrv.table.CompiledCondition;
import java.util.List;
import java.util.function.Predicate;

/** The fifth stage: makes the changes to a record, one after the other. Immutable. */
final class Transform {
  private final List<Step> steps;

  Transform(DatasetDefinition definition, SecretResolver secrets, Problems problems) {
    steps =
        definition.transformations().stream()
            .map(t -> step(definition, t, secrets, problems.under(t.name())))
            .toList();
  }

  private record Step(
      Transformation transformation,
      Predicate<Row> when,
      int index,
      Column column,
      Change change) {}

  void apply(Draft draft) throws RejectedException {
    if (draft.removes()) {
      return;
    }
    for (Step step : steps) {
      if (step.when().test(draft.row())) {
        apply(step, draft);
      }
    }
  }

  private static void apply(Step step, Draft draft) throws RejectedException {
    try {
      draft.set(step.index(), step.column(), step.change().apply(draft));
    } catch (ExpressionException | UnreadableValueException e) {
      String name = step.transformation().name();
      if (step.transformation().mode() == TransformationMode.STRICT) {
        throw new RejectedException(
            Stage.TRANSFORM,
            RejectionCode.TRANSFORMATION_FAILED,
            step.column().pointer(),
            "transformation '%s' %s".formatted(name, e.getMessage()));
      }
      draft.set(step.index(), step.column(), null);
      draft.warn(name);
    }
  }

  private static Step step(
      DatasetDefinition definition,
      Transformation transformation,
      SecretResolver secrets,
      Problems problems) {
    Predicate<Row> when =
        transformation
            .when()
            .map(new CompiledCondition(definition.schema().columns(), problems)::compile)
            .orElse(row -> true);
    int index = definition.schema().indexOf(transformation.operation().column());
    return new Step(
        transformation,
        when,
        index,
        definition.schema().columns().get(index),
        Change.of(transformation.operation(), definition, secrets, problems));
  }
}
