package io.obsrv.connector;

/**
 * A part of a source.
 *
 * @param id names the part, the same after a restart, at most 1,000 characters
 */
public record Split(String id) {}
