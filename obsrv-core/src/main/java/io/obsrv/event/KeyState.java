package io.obsrv.event;

import java.time.Instant;
import java.util.Optional;

/**
 * What a store knows of a key of a dataset that upserts.
 *
 * @param eventTime the newest event time of the records that wrote it; empty if none had one
 * @param row the row; empty if it was removed
 */
public record KeyState(Optional<Instant> eventTime, Optional<StoredRow> row) {}
