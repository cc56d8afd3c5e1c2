package io.obsrv.schema;

/**
 * What all fields share while records are looked at: hints, the record's number, and a budget.
 * Mutable.
 */
final class Observation {
  /** As many columns as are inferred at most. */
  static final int MAX_COLUMNS = 1_000;

  private final InferenceHints hints;
  private long record;
  private int nestedFields;

  Observation(InferenceHints hints) {
    this.hints = hints;
  }

  InferenceHints hints() {
    return hints;
  }

  void nextRecord() {
    record++;
  }

  /** The number of the record at hand, from 1. */
  long record() {
    return record;
  }

  Sighting sighting(String text) {
    return new Sighting(Excerpt.of(text), record);
  }

  boolean takeNestedField() {
    boolean left = nestedFields < MAX_COLUMNS;
    nestedFields += left ? 1 : 0;
    return left;
  }

  void returnNestedFields(int count) {
    nestedFields -= count;
  }
}
