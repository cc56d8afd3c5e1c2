package io.obsrv.event;

import java.time.Instant;

/**
 * Where a record came from.
 *
 * @param source a source's name, or {@link Commit#PUSH}
 * @param receivedAt when it arrived
 */
public record Origin(String source, Instant receivedAt) {}
