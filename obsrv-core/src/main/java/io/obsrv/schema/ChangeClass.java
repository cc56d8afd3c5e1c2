package io.obsrv.schema;

import java.util.Locale;

/** What a change asks for before it can be published, the lightest first. */
public enum ChangeClass {
  /** Nothing that is stored or sent can contradict it. */
  SAFE,
  /** Harmless unless stored rows contradict it; if some do, it needs a reason, as breaking does. */
  DATA_VERIFIED,
  /** Rows are written again, or dealt to other keys or buckets; no value of theirs changes. */
  REBUILD,
  /** No stored row can show that it is harmless: it needs a reason. */
  BREAKING;

  /**
   * The heavier of two.
   *
   * @param other another class
   * @return this one, if it asks for as much or more
   */
  public ChangeClass and(ChangeClass other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * The name used in messages and documentation.
   *
   * @return for example {@code data-verified}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
