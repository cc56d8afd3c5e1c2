package io.obsrv.schema;

import io.obsrv.error.RejectionCode;

/**
 * Why a stored row does not hold under the next schema.
 *
 * @param column the column's name in the next schema, in the one before if it is gone
 * @param code what kind
 * @param message what was found and what was expected
 */
public record Contradiction(String column, RejectionCode code, String message) {
  /** Replaces what cannot be stored. */
  public Contradiction {
    message = StorableText.clean(message);
  }
}
