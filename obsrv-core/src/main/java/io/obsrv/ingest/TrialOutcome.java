package io.obsrv.ingest;

import io.obsrv.event.Rejection;
import java.util.Optional;

/**
 * What would become of a record in quarantine.
 *
 * @param record its number
 * @param rejection why it would fail again; empty if it would pass every stage. Of an envelope, why
 *     the first of its records would fail
 */
public record TrialOutcome(long record, Optional<Rejection> rejection) {}
