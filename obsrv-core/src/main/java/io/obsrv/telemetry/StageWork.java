package io.obsrv.telemetry;

import java.time.Duration;

/**
 * What one stage did with one batch.
 *
 * @param stage the name of the stage in lower case
 * @param records how many records it was given
 * @param time how long it took for all of them
 */
public record StageWork(String stage, long records, Duration time) {}
