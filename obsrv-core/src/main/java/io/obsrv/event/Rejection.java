package io.obsrv.event;

import io.obsrv.error.RejectionCode;

/**
 * Why a record is quarantined.
 *
 * @param stage where it failed
 * @param code what kind of failure
 * @param path the JSON Pointer (RFC 6901) of the value that failed; empty for the record itself
 * @param message what was found and what was expected
 */
public record Rejection(Stage stage, RejectionCode code, String path, String message) {
  private static final int MAX = 1_000;

  /**
   * Makes the texts ones that every store can keep: they may quote the very value that cannot be.
   */
  public Rejection {
    path = storable(path);
    message = storable(message);
  }

  private static String storable(String text) {
    String readable = text.replaceAll("[\\x00\\p{Cs}]", "\uFFFD");
    return readable.length() <= MAX ? readable : readable.substring(0, MAX) + "…";
  }
}
