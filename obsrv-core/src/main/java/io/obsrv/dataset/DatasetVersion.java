package io.obsrv.dataset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A numbered definition with its review trail. Once it has left the draft, its definition never
 * changes.
 *
 * @param id the dataset
 * @param number from 1
 * @param status where it is in its life
 * @param definition what its author declared
 * @param contentHash the SHA-256 of the definition's canonical JSON, which an approval is bound to
 * @param author who wrote it last
 * @param createdAt when it was begun
 * @param review the last word of a reviewer on this content, if any
 */
public record DatasetVersion(
    DatasetId id,
    int number,
    VersionStatus status,
    DatasetDefinition definition,
    String contentHash,
    String author,
    Instant createdAt,
    Optional<Review> review) {

  /** Cuts the instant to microseconds, which is what every store can keep. */
  public DatasetVersion {
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * A draft.
   *
   * @param number its number
   * @param definition what its author declares
   * @param author who
   * @param createdAt when
   * @return the version
   */
  public static DatasetVersion draft(
      int number, DatasetDefinition definition, String author, Instant createdAt) {
    return new DatasetVersion(
        definition.id(),
        number,
        VersionStatus.DRAFT,
        definition,
        DefinitionJson.contentHash(definition),
        author,
        createdAt,
        Optional.empty());
  }

  /**
   * The same in another status.
   *
   * @param next the status
   * @return the changed version
   */
  public DatasetVersion withStatus(VersionStatus next) {
    return new DatasetVersion(id, number, next, definition, contentHash, author, createdAt, review);
  }

  /**
   * The same in another status, with a reviewer's word.
   *
   * @param next the status
   * @param word the word
   * @return the changed version
   */
  public DatasetVersion reviewed(VersionStatus next, Review word) {
    return new DatasetVersion(
        id, number, next, definition, contentHash, author, createdAt, Optional.of(word));
  }
}
