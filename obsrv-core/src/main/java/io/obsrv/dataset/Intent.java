package io.obsrv.dataset;

import java.util.Optional;

/**
 * A move that has begun and is not finished: whoever opens the library next goes on from it.
 *
 * @param verb the move: {@code PUBLISH}, {@code REINSTATE}, {@code RESUME}, {@code ARCHIVE}, {@code
 *     RESTORE} or {@code PURGE}
 * @param reason why what contradicts it was accepted, for a publication with force; otherwise empty
 * @param relocation how far rows have come, for a publication that brings them to another location
 */
public record Intent(Verb verb, String reason, Optional<Relocation> relocation) {

  /**
   * A move after which rows are where they were.
   *
   * @param verb the move
   * @param reason why what contradicts it was accepted, or empty
   */
  public Intent(Verb verb, String reason) {
    this(verb, reason, Optional.empty());
  }
}
