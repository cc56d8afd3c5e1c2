package io.obsrv.schema;

/**
 * A value to show to the user.
 *
 * @param value the value, quoted
 * @param record the number of its record, from 1
 */
record Sighting(String value, long record) {
  @Override
  public String toString() {
    return "%s in record %,d".formatted(value, record);
  }
}
