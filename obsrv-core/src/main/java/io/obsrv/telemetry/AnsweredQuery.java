package io.obsrv.telemetry;

import java.time.Duration;

/**
 * The figures of one answered query.
 *
 * @param rows rows returned
 * @param bytes the size of their values as UTF-8 text
 * @param time how long it took
 */
public record AnsweredQuery(long rows, long bytes, Duration time) {}
