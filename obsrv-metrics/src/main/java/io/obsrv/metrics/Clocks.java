package io.obsrv.metrics;

import com.codahale.metrics.Clock;

/**
 * The two clocks: one tells the time of day, for freshness; the other only how much time has
 * passed, for rates.
 *
 * @param day the library's clock
 * @param ticks the clock of meters
 */
record Clocks(java.time.Clock day, Clock ticks) {}
