package io.obsrv.table;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A comparison of SQL. */
public enum Operator {
  /** Equal. */
  EQUAL("=", order -> order == 0),
  /** Not equal. */
  NOT_EQUAL("!=", order -> order != 0),
  /** Less. */
  LESS("<", order -> order < 0),
  /** Less or equal. */
  AT_MOST("<=", order -> order <= 0),
  /** Greater. */
  GREATER(">", order -> order > 0),
  /** Greater or equal. */
  AT_LEAST(">=", order -> order >= 0);

  private final String symbol;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final IntPredicate holds;

  Operator(String symbol, IntPredicate holds) {
    this.symbol = symbol;
    this.holds = holds;
  }

  /**
   * How it is written.
   *
   * @return one or two characters, valid in SQL too
   */
  public String symbol() {
    return symbol;
  }

  /**
   * Whether the comparison holds.
   *
   * @param order the sign of {@link Comparable#compareTo}
   * @return true if it does
   */
  boolean holds(int order) {
    return holds.test(order);
  }

  /**
   * The operator that is written so.
   *
   * @param symbol a symbol
   * @return the operator, if there is one
   */
  public static Optional<Operator> of(String symbol) {
    return Arrays.stream(values()).filter(o -> o.symbol.equals(symbol)).findFirst();
  }
}
