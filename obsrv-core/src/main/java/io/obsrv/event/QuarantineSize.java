package io.obsrv.event;

/**
 * How large a record in quarantine is, told without reading it.
 *
 * @param record its number
 * @param bytes how many bytes it has
 */
public record QuarantineSize(long record, long bytes) {}
