package io.obsrv.expression;

/** A computation has reached a bound. Leaves this package as an {@link ExpressionException}. */
final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LimitException(String message) {
    super(message, null, false, false);
  }
}
