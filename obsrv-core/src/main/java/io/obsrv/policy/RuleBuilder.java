package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Declares a quality rule; see {@link QualityRule#named}. Not for several threads. */
public final class RuleBuilder {
  private final String name;
  private QualityRule.@Nullable Test test;
  private RuleAction action = RuleAction.QUARANTINE;

  RuleBuilder(String name) {
    PolicyName.check("rule", name);
    this.name = name;
  }

  /**
   * Begins a test of one column.
   *
   * @param column the column
   * @return what can be asked of it
   */
  public ColumnRule column(String column) {
    return new ColumnRule(this, column);
  }

  /**
   * Asks that no other row has the same values in these columns.
   *
   * @param columns the columns, together
   * @return this
   */
  public RuleBuilder unique(String... columns) {
    return test(new QualityRule.Unique(List.of(columns)));
  }

  /**
   * Asks that an expression over the record is true.
   *
   * @param expression a JSONata expression
   * @return this
   */
  public RuleBuilder jsonata(String expression) {
    return test(new QualityRule.Predicate(expression));
  }

  /**
   * Lets a record that breaks the rule pass, with a warning.
   *
   * @return this
   */
  public RuleBuilder warn() {
    return action(RuleAction.WARN);
  }

  /**
   * Quarantines a record that breaks the rule. The default.
   *
   * @return this
   */
  public RuleBuilder quarantine() {
    return action(RuleAction.QUARANTINE);
  }

  /**
   * Quarantines the whole batch of a record that breaks the rule.
   *
   * @return this
   */
  public RuleBuilder rejectBatch() {
    return action(RuleAction.REJECT_BATCH);
  }

  /**
   * Says what becomes of a record that breaks the rule.
   *
   * @param value what becomes of it
   * @return this
   */
  public RuleBuilder action(RuleAction value) {
    action = value;
    return this;
  }

  /**
   * The rule as declared.
   *
   * @return an immutable rule
   * @throws IllegalArgumentException if it asks for nothing
   */
  public QualityRule build() {
    checkArgument(
        test != null, "rule '%s' asks for nothing; call column(…), unique(…) or jsonata(…)", name);
    return new QualityRule(name, test, action);
  }

  RuleBuilder test(QualityRule.Test value) {
    if (test instanceof QualityRule.Range first && value instanceof QualityRule.Range second) {
      test = both(first, second);
      return this;
    }
    checkArgument(test == null, "rule '%s' asks for two things, must ask for one", name);
    test = value;
    return this;
  }

  private QualityRule.Range both(QualityRule.Range first, QualityRule.Range second) {
    checkArgument(
        first.column().equals(second.column()),
        "rule '%s' asks for two columns, '%s' and '%s', must ask for one",
        name,
        first.column(),
        second.column());
    return new QualityRule.Range(
        first.column(), second.min().or(first::min), second.max().or(first::max));
  }

  /** What can be asked of one column. Values are texts, numbers, booleans, instants or dates. */
  public static final class ColumnRule {
    private final RuleBuilder rule;
    private final String column;

    private ColumnRule(RuleBuilder rule, String column) {
      this.rule = rule;
      this.column = column;
    }

    /**
     * Asks for a value.
     *
     * @return the rule
     */
    public RuleBuilder notNull() {
      return rule.test(new QualityRule.NotNull(column));
    }

    /**
     * Asks for this value or a greater one.
     *
     * @param min the least value
     * @return the rule
     */
    public RuleBuilder atLeast(Object min) {
      return range(Optional.of(min.toString()), Optional.empty());
    }

    /**
     * Asks for this value or a smaller one.
     *
     * @param max the greatest value
     * @return the rule
     */
    public RuleBuilder atMost(Object max) {
      return range(Optional.empty(), Optional.of(max.toString()));
    }

    /**
     * Asks for a value within bounds.
     *
     * @param min the least value
     * @param max the greatest value
     * @return the rule
     */
    public RuleBuilder between(Object min, Object max) {
      return range(Optional.of(min.toString()), Optional.of(max.toString()));
    }

    /**
     * Asks for a text that is, as a whole, of a pattern.
     *
     * @param regex a regular expression
     * @return the rule
     */
    public RuleBuilder matches(String regex) {
      return rule.test(new QualityRule.Pattern(column, regex));
    }

    /**
     * Asks for one of these values.
     *
     * @param values the values
     * @return the rule
     */
    public RuleBuilder in(Object... values) {
      return rule.test(
          new QualityRule.InSet(column, Arrays.stream(values).map(Object::toString).toList()));
    }

    private RuleBuilder range(Optional<String> min, Optional<String> max) {
      return rule.test(new QualityRule.Range(column, min, max));
    }
  }
}
