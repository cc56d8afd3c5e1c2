package io.obsrv.schema;

import io.obsrv.error.RejectionCode;

/**
 * One way in which a record does not have the shape its schema asks for.
 *
 * @param code what kind
 * @param path the value's JSON Pointer (RFC 6901), empty for the record itself
 * @param message what was found and what was expected
 */
public record Violation(RejectionCode code, String path, String message) {
  /** Replaces what cannot be stored, such as U+0000 in the name of a field, with U+FFFD. */
  public Violation {
    path = StorableText.clean(path);
    message = StorableText.clean(message);
  }
}
