package io.obsrv.dataset;

/**
 * A move that has begun and is not finished: whoever opens the library next goes on from it.
 *
 * @param verb the move: {@code PUBLISH}, {@code REINSTATE}, {@code RESUME}, {@code ARCHIVE}, {@code
 *     RESTORE} or {@code PURGE}
 * @param reason why what contradicts it was accepted, for a publication with force; otherwise empty
 */
public record Intent(Verb verb, String reason) {}
