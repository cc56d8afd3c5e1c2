package io.obsrv.event;

import java.time.Instant;

/**
 * A line of a quarantine's trail, written in the transaction that it tells of.
 *
 * @param record the number of the record
 * @param at when
 * @param actor who asked for it: an actor, or the source the record came from
 * @param action what happened
 * @param detail why: the cause of a failure, the reason that was given, or nothing
 */
public record QuarantineEntry(
    long record, Instant at, String actor, QuarantineAction action, String detail) {}
