package io.obsrv.schema;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How exact a decimal column is, as in SQL {@code DECIMAL(precision, scale)}.
 *
 * @param precision all digits, 1 to 100
 * @param scale digits behind the point, 0 to {@code precision}
 */
public record Precision(int precision, int scale) {
  /** The most digits a decimal column can have. */
  public static final int MAX = 100;

  /** Checks the ranges. */
  public Precision {
    checkArgument(
        precision >= 1 && precision <= MAX, "precision is %s, must be 1 to %s", precision, MAX);
    checkArgument(
        scale >= 0 && scale <= precision, "scale is %s, must be 0 to %s", scale, precision);
  }
}
