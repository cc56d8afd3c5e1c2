package io.obsrv.expression;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that gives up rather than keep a thread: some patterns need time that grows
 * exponentially with the text. Immutable, for many threads.
 */
public final class BoundedPattern {
  /** How long one text may take; half of it goes by the work of its thread. */
  public static final Duration TIME_LIMIT = Duration.ofMillis(500);

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a regular expression.
   *
   * @param regex the expression, of {@link Pattern}
   * @return the pattern
   * @throws ExpressionException if it is none
   */
  public static BoundedPattern compile(String regex) throws ExpressionException {
    try {
      return new BoundedPattern(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      throw new ExpressionException(
          "'%s' is not a regular expression: %s".formatted(regex, e.getDescription()));
    } catch (StackOverflowError e) {
      throw new ExpressionException("the regular expression is nested too deep");
    }
  }

  /**
   * Whether a text is, as a whole, of this pattern.
   *
   * @param text the text
   * @return true if it is
   * @throws ExpressionException if that cannot be found out within {@link #TIME_LIMIT}, or not
   *     within the thread's stack
   */
  public boolean matches(String text) throws ExpressionException {
    try {
      return pattern.matcher(new BoundedText(text, Deadline.in(TIME_LIMIT))).matches();
    } catch (LimitException e) {
      throw new ExpressionException("the pattern '" + pattern + "' " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new ExpressionException("the pattern '" + pattern + "' is too deep for this text");
    }
  }
}
