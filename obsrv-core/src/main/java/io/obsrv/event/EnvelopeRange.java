package io.obsrv.event;

/**
 * The records of a batch that arrived in one envelope with an id of its own.
 *
 * @param id the envelope's id
 * @param from the position of its first record
 * @param to the position behind its last record
 */
public record EnvelopeRange(String id, int from, int to) {}
