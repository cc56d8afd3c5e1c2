package io.obsrv.metrics;

/**
 * How much, and how fast on average.
 *
 * @param total all of it
 * @param perSecond the total divided by the seconds from the start of the first piece of work to
 *     the end of the last; 0 if no time has passed
 */
public record Rate(long total, double perSecond) {}
