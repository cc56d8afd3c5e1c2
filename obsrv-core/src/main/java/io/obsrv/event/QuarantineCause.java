package io.obsrv.event;

import io.obsrv.error.RejectionCode;
import java.time.Instant;

/**
 * The records of a quarantine that have one cause.
 *
 * @param stage where they failed
 * @param code why
 * @param records how many there are
 * @param oldest when the first of them arrived
 * @param newest when the last of them arrived
 */
public record QuarantineCause(
    Stage stage, RejectionCode code, long records, Instant oldest, Instant newest) {}
