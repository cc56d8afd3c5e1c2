package io.obsrv.event;

import java.time.Instant;

/**
 * What a dataset holds, or held, told as a change: for destinations. Of a row that was replaced
 * several times only the last change is told.
 *
 * @param sequence the number of the record that made it
 * @param effect whether the row is there
 * @param receivedAt when the record arrived
 * @param value the row's columns by name, as JSON; those of the key alone if the row was removed
 */
public record StoredChange(long sequence, Effect effect, Instant receivedAt, String value) {}
