package io.obsrv.pipeline;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problems;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Rejection;
import io.obsrv.event.Stage;
import io.obsrv.event.UniqueRule;
import io.obsrv.expression.ExpressionException;
import io.obsrv.policy.QualityRule;
import io.obsrv.policy.RuleAction;
import io.obsrv.schema.Column;
import io.obsrv.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sixth stage: holds a record against the quality rules. Immutable. */
final class Check {
  private final List<Rule> rules = new ArrayList<>();

  /**
   * A rule made ready.
   *
   * @param unique finds the values that must be unique, if the rule asks for that
   */
  private record Rule(QualityRule rule, String path, Probe probe, Optional<UniqueRule> unique) {}

  Check(DatasetDefinition definition, Problems problems) {
    Schema schema = definition.schema();
    for (QualityRule rule : definition.rules()) {
      Problems here = problems.under(rule.name());
      try {
        rules.add(
            new Rule(
                rule,
                path(rule.test(), schema),
                Probe.of(rule.test(), schema, here),
                UniqueRule.of(rule, schema)));
      } catch (ExpressionException e) {
        here.add("", String.valueOf(e.getMessage()));
      }
    }
  }

  /** Tells the batch of a rule that rejects it whole, and rejects the record. */
  void apply(Draft draft, BatchRejection batch) throws RejectedException {
    if (draft.removes()) {
      return;
    }
    List<Rule> broken = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    for (Rule rule : rules) {
      rule.unique().flatMap(unique -> unique.claim(draft::value)).ifPresent(draft::claim);
      String message = broken(rule, draft);
      if (message == null) {
        continue;
      }
      if (rule.rule().action() == RuleAction.WARN) {
        draft.warn(rule.rule().name());
      } else {
        broken.add(rule);
        messages.add("rule '%s': %s".formatted(rule.rule().name(), message));
      }
    }
    if (broken.isEmpty()) {
      return;
    }
    broken.stream()
        .map(Rule::rule)
        .filter(rule -> rule.action() == RuleAction.REJECT_BATCH)
        .forEach(rule -> batch.broken(rule.name(), draft.index));
    throw new RejectedException(
        Stage.CHECK,
        RejectionCode.RULE_BROKEN,
        broken.get(0).path(),
        String.join("; also: ", messages));
  }

  /** Why a record is rejected that has a value which another row has already. */
  Rejection taken(QualityRule rule) {
    String path =
        rules.stream()
            .filter(each -> each.rule().equals(rule))
            .map(Rule::path)
            .findFirst()
            .orElse("");
    return new Rejection(
        Stage.CHECK,
        RejectionCode.RULE_BROKEN,
        path,
        "rule '%s': another record has the same value, must be unique".formatted(rule.name()));
  }

  private static @Nullable String broken(Rule rule, Draft draft) {
    try {
      return rule.probe().apply(draft).orElse(null);
    } catch (ExpressionException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String path(QualityRule.Test test, Schema schema) {
    String column = "";
    if (test instanceof QualityRule.NotNull notNull) {
      column = notNull.column();
    } else if (test instanceof QualityRule.Range range) {
      column = range.column();
    } else if (test instanceof QualityRule.Pattern pattern) {
      column = pattern.column();
    } else if (test instanceof QualityRule.InSet set) {
      column = set.column();
    } else if (test instanceof QualityRule.Unique unique) {
      column = unique.columns().get(0);
    }
    return schema.column(column).map(Column::pointer).orElse("");
  }
}
