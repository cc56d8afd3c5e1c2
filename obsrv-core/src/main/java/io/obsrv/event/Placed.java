package io.obsrv.event;

import java.time.Instant;
import java.util.Optional;

/**
 * An accepted record with the number it gets.
 *
 * @param sequence its number, one more than that of the record accepted before
 * @param candidate the record
 * @param newest where a dataset upserts, the newest event time that is known of its key, be it of
 *     this record or of one before; empty if there is none
 */
public record Placed(long sequence, Candidate candidate, Optional<Instant> newest) {}
