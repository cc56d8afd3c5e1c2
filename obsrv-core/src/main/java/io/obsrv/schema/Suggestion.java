package io.obsrv.schema;

/**
 * What a person should know about an inferred column before accepting it.
 *
 * @param column the column's name; empty for the records as a whole
 * @param message what was seen, what was made of it, and how to have it otherwise
 */
public record Suggestion(String column, String message) {
  @Override
  public String toString() {
    return column.isEmpty() ? message : column + ": " + message;
  }
}
