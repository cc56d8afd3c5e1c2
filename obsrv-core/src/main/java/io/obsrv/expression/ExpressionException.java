package io.obsrv.expression;

/**
 * An expression that cannot be read, or that fails with one record. Checked, and without a stack
 * trace: both are ordinary input.
 */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  ExpressionException(String message) {
    super(message, null, false, false);
  }
}
