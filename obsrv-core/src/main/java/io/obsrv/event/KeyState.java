package io.obsrv.event;

import java.time.Instant;
import java.util.Optional;

/**
 * What a store knows of a key of a dataset that upserts.
 *
 * @param eventTime the event time of the record that wrote it last; empty if it had none
 * @param row the row; empty if it was removed
 */
public record KeyState(Optional<Instant> eventTime, Optional<StoredRow> row) {}
