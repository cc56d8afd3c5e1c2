package io.obsrv.event;

/**
 * A record that failed a stage.
 *
 * @param index its position in the batch
 * @param raw the record as it arrived
 * @param rejection why
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that is never compared
public record Rejected(int index, byte[] raw, Rejection rejection) {}
