package io.obsrv.table;

import io.obsrv.schema.ColumnType;
import io.obsrv.schema.ValueText;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** What a group remembers for one measure. Mutable; owned by its group. */
sealed interface Accumulator {
  void add(@Nullable Object value);

  void merge(Accumulator other);

  /** Takes away what another one added before. */
  void subtract(Accumulator other);

  /** Whether what is left can be told from the memory alone. */
  boolean isExact();

  /** The measure's value for a group of so many rows; null if no value was added. */
  @Nullable Object result(long rows);

  /** The memory as text, for {@link #restore}; null if there is none. */
  @Nullable String state();

  void restore(String state);

  static Accumulator of(Measure measure, ColumnType input) {
    return switch (measure.aggregation()) {
      case COUNT -> new Rows();
      case SUM -> new Total(input, false);
      case AVG -> new Total(input, true);
      case MIN -> new Extreme(input, -1);
      case MAX -> new Extreme(input, 1);
    };
  }

  /** The count of rows, which the group itself keeps. */
  record Rows() implements Accumulator {
    @Override
    public void add(@Nullable Object value) {}

    @Override
    public void merge(Accumulator other) {}

    @Override
    public void subtract(Accumulator other) {}

    @Override
    public boolean isExact() {
      return true;
    }

    @Override
    public Object result(long rows) {
      return rows;
    }

    @Override
    public @Nullable String state() {
      return null;
    }

    @Override
    public void restore(String state) {}
  }

  /**
   * An exact total, so that the order of additions does not matter; finite numbers count as the
   * decimal they print as.
   */
  final class Total implements Accumulator {
    private final ColumnType input;
    private final boolean average;
    private BigDecimal total = BigDecimal.ZERO;
    private long count;

    private Total(ColumnType input, boolean average) {
      this.input = input;
      this.average = average;
    }

    @Override
    public void add(@Nullable Object value) {
      if (value != null) {
        total = total.add(exact(value));
        count++;
      }
    }

    @Override
    public void merge(Accumulator other) {
      Total that = (Total) other;
      total = total.add(that.total);
      count += that.count;
    }

    @Override
    public void subtract(Accumulator other) {
      Total that = (Total) other;
      total = total.subtract(that.total);
      count -= that.count;
    }

    @Override
    public boolean isExact() {
      return true;
    }

    @Override
    public @Nullable Object result(long rows) {
      if (count == 0) {
        return null;
      }
      if (average) {
        return total.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
      }
      return input == ColumnType.NUMBER ? (Object) total.doubleValue() : total;
    }

    @Override
    public @Nullable String state() {
      return count == 0 ? null : count + " " + total;
    }

    @Override
    public void restore(String state) {
      int blank = state.indexOf(' ');
      count = Long.parseLong(state.substring(0, blank));
      total = new BigDecimal(state.substring(blank + 1));
    }

    private static BigDecimal exact(Object value) {
      if (value instanceof Long integer) {
        return BigDecimal.valueOf(integer);
      }
      return value instanceof Double number ? BigDecimal.valueOf(number) : (BigDecimal) value;
    }
  }

  /** The least (-1) or greatest (1) value. */
  final class Extreme implements Accumulator {
    private final ColumnType input;
    private final int sign;
    private @Nullable Object extreme;

    /** The extreme has left: nothing that is there is beyond it, but perhaps nothing is as far. */
    private boolean hasLeft;

    private Extreme(ColumnType input, int sign) {
      this.input = input;
      this.sign = sign;
    }

    @Override
    public void add(@Nullable Object value) {
      if (value != null && (extreme == null || takesPlace(ValueOrder.compare(value, extreme)))) {
        extreme = value;
        hasLeft = false;
      }
    }

    /** One that is as far takes the place of one that has left. */
    private boolean takesPlace(int order) {
      return Integer.signum(order) == sign || (hasLeft && order == 0);
    }

    @Override
    public void merge(Accumulator other) {
      add(((Extreme) other).extreme);
    }

    /** What was next to the extreme is not remembered. */
    @Override
    public void subtract(Accumulator other) {
      Object removed = ((Extreme) other).extreme;
      hasLeft |= removed != null && extreme != null && ValueOrder.compare(removed, extreme) == 0;
    }

    @Override
    public boolean isExact() {
      return !hasLeft;
    }

    @Override
    public @Nullable Object result(long rows) {
      return extreme;
    }

    @Override
    public @Nullable String state() {
      return extreme == null ? null : ValueText.write(extreme);
    }

    @Override
    public void restore(String state) {
      extreme = ValueText.read(input, state);
    }
  }
}
