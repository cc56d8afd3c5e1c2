package io.obsrv.schema;

import java.util.List;

/**
 * What a stored row is under the next schema.
 *
 * @param row its values in the order of the next schema's columns; null where it has none, and
 *     where the old value cannot be converted
 * @param contradictions why it does not hold; none if it does
 */
public record Evolved(Row row, List<Contradiction> contradictions) {
  /** Copies the list. */
  public Evolved {
    contradictions = List.copyOf(contradictions);
  }
}
