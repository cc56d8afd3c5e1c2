package io.obsrv.metrics;

/**
 * Data that moved.
 *
 * @param rows in rows
 * @param bytes in bytes
 */
public record Volume(Rate rows, Rate bytes) {}
