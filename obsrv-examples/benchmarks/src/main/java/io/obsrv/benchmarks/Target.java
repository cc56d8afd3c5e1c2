package io.obsrv.benchmarks;

import java.util.Locale;

/** What a line should show. */
sealed interface Target {
  Target NONE = new None();

  boolean isMet(Comparison comparison);

  String text(Unit unit);

  /** No demand. */
  record None() implements Target {
    @Override
    public boolean isMet(Comparison comparison) {
      return true;
    }

    @Override
    public String text(Unit unit) {
      return "";
    }
  }

  /** A in B is no less. */
  record RatioAtLeast(double ratio) implements Target {
    @Override
    public boolean isMet(Comparison comparison) {
      return comparison.ratio() >= ratio;
    }

    @Override
    public String text(Unit unit) {
      return String.format(Locale.ROOT, "ratio ≥ %.2f", ratio);
    }
  }

  /** A in B is no more. */
  record RatioAtMost(double ratio) implements Target {
    @Override
    public boolean isMet(Comparison comparison) {
      return comparison.ratio() <= ratio;
    }

    @Override
    public String text(Unit unit) {
      return String.format(Locale.ROOT, "ratio ≤ %.2f", ratio);
    }
  }

  /** A itself is no more. */
  record AtMost(double value) implements Target {
    @Override
    public boolean isMet(Comparison comparison) {
      return comparison.a().value() <= value;
    }

    @Override
    public String text(Unit unit) {
      return "≤ " + unit.print(value);
    }
  }

  /** Two demands. */
  record Both(Target one, Target other) implements Target {
    @Override
    public boolean isMet(Comparison comparison) {
      return one.isMet(comparison) && other.isMet(comparison);
    }

    @Override
    public String text(Unit unit) {
      return one.text(unit) + ", " + other.text(unit);
    }
  }
}
