package io.obsrv.connector;

/**
 * A record that a destination will never take.
 *
 * @param sequence which one
 * @param message what was found and what was expected
 */
public record RefusedRecord(long sequence, String message) {}
