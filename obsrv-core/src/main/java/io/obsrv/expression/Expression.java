package io.obsrv.expression;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Throwables;
import java.time.Duration;

/**
 * A JSONata expression, compiled once. What it may not do: {@code $eval}, and a regular expression
 * anywhere but as an argument of {@code $match}, {@code $contains}, {@code $replace} and {@code
 * $split}, since elsewhere it could not be stopped. Immutable, for many threads.
 *
 * @see <a href="https://docs.jsonata.org">the language</a>
 */
public final class Expression {
  /**
   * How long the evaluation with one record may take; half of it goes by the work of its thread.
   */
  public static final Duration TIME_LIMIT = Duration.ofMillis(500);

  /** How deep evaluations may be within each other. */
  public static final int MAX_DEPTH = 100;

  /** How many characters an expression may have. */
  public static final int MAX_LENGTH = 10_000;

  private final Jsonata compiled;
  private final BoundedFunctions functions;

  private Expression(Jsonata compiled, BoundedFunctions functions) {
    this.compiled = compiled;
    this.functions = functions;
  }

  /**
   * Reads an expression.
   *
   * @param text the expression
   * @return the expression, ready for records
   * @throws ExpressionException if it is none, or does what it may not
   */
  public static Expression compile(String text) throws ExpressionException {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(
          "has %d characters, must have at most %d".formatted(text.length(), MAX_LENGTH));
    }
    new RegexPlaces(text).check();
    try {
      return new Expression(parse(text), BoundedFunctions.in(text));
    } catch (RuntimeException | StackOverflowError e) {
      throw new ExpressionException("is not JSONata: " + message(e));
    }
  }

  /**
   * The expression's value for a record. A field that is null is taken as missing.
   *
   * @param record the record; not changed
   * @return the value; a null node if there is none
   * @throws ExpressionException if the evaluation fails or reaches a bound
   */
  public JsonNode evaluate(JsonNode record) throws ExpressionException {
    Bounds bounds = new Bounds(Deadline.in(TIME_LIMIT), MAX_DEPTH);
    try {
      return new JsonataResult()
          .read(
              compiled.evaluate(JsonataInput.fromJson(record), bounds.frame(compiled, functions)));
    } catch (RuntimeException | Error e) {
      // The library below throws plain Errors too, and reaches the end of stack or heap before a
      // bound does where a single function goes wild.
      throw new ExpressionException(message(e));
    }
  }

  /**
   * The instance compiled last serves its thread as scratch space for every other evaluation there;
   * it must be one that no other thread reads.
   */
  private static Jsonata parse(String text) {
    try {
      Jsonata parsed = Jsonata.jsonata(text);
      // What it is given is made of the right types, and is not gone through for each evaluation.
      parsed.setValidateInput(false);
      return parsed;
    } finally {
      var unused = Jsonata.jsonata("null");
    }
  }

  private static String message(Throwable e) {
    Throwable root = Throwables.getRootCause(e);
    if (root instanceof StackOverflowError) {
      return "is nested too deep";
    }
    if (root instanceof OutOfMemoryError) {
      return "needs more memory than there is";
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
