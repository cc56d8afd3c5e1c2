package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;

/**
 * What must hold of each record as it is stored. A null passes every test but {@link NotNull}.
 *
 * @param name its name within the definition
 * @param test what must hold
 * @param action what becomes of a record that breaks it
 */
public record QualityRule(String name, Test test, RuleAction action) {

  /** Checks the name. */
  public QualityRule {
    PolicyName.check("rule", name);
  }

  /** What must hold. */
  public sealed interface Test {}

  /**
   * A column has a value.
   *
   * @param column the column
   */
  public record NotNull(String column) implements Test {}

  /**
   * A column's value is within bounds, both included.
   *
   * @param column a column that is not JSON
   * @param min the least value as text, read by the column's type; empty for none
   * @param max the greatest value as text; empty for none
   */
  public record Range(String column, Optional<String> min, Optional<String> max) implements Test {
    /** Checks that there is a bound. */
    public Range {
      checkArgument(
          min.isPresent() || max.isPresent(),
          "a range of '%s' has no bound, must have one",
          column);
    }
  }

  /**
   * A text is, as a whole, of a pattern. One that takes longer than half a second to find out
   * breaks the rule.
   *
   * @param column a text column
   * @param regex a regular expression of {@link java.util.regex.Pattern}
   */
  public record Pattern(String column, String regex) implements Test {}

  /**
   * A column's value is one of these.
   *
   * @param column a column that is not JSON
   * @param values the values as texts, read by the column's type
   */
  public record InSet(String column, List<String> values) implements Test {
    /** Copies the values. */
    public InSet {
      values = List.copyOf(values);
      checkArgument(!values.isEmpty(), "the set of '%s' is empty, must have a value", column);
    }
  }

  /**
   * No other row of the dataset has the same values.
   *
   * @param columns columns that are not JSON
   */
  public record Unique(List<String> columns) implements Test {
    /** Copies the columns. */
    public Unique {
      columns = List.copyOf(columns);
      checkArgument(!columns.isEmpty(), "there is no column that is unique, must be one");
    }
  }

  /**
   * A JSONata expression over the record is true; one without a value passes.
   *
   * @param expression the expression
   */
  public record Predicate(String expression) implements Test {}

  /**
   * Begins a rule.
   *
   * @param name 1 to 48 lower-case letters, digits, spaces, {@code _} and {@code -}, beginning with
   *     a letter
   * @return the builder
   * @throws IllegalArgumentException if the name has another form
   */
  public static RuleBuilder named(String name) {
    return new RuleBuilder(name);
  }
}
