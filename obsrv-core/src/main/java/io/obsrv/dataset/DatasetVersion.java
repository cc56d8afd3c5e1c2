package io.obsrv.dataset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
 * @param reviews all that reviewers said of it, oldest first, also of what its draft was before
 */
public record DatasetVersion(
    DatasetId id,
    int number,
    VersionStatus status,
    DatasetDefinition definition,
    String contentHash,
    String author,
    Instant createdAt,
    List<Review> reviews) {

  /** Copies the list, and cuts the instant to microseconds, which is what every store can keep. */
  public DatasetVersion {
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    reviews = List.copyOf(reviews);
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
        List.of());
  }

  /**
   * A draft that takes the place of this one, whose reviews are kept and count no more.
   *
   * @param next what its author declares now
   * @param by who
   * @param at when
   * @return the version
   */
  public DatasetVersion edited(DatasetDefinition next, String by, Instant at) {
    DatasetVersion draft = draft(number, next, by, at);
    return draft.with(draft.status(), reviews);
  }

  /**
   * The last word of a reviewer on what is declared now.
   *
   * @return the review; empty if nobody has said anything of this content
   */
  public Optional<Review> review() {
    return reviews.stream()
        .filter(review -> review.contentHash().equals(contentHash))
        .reduce((earlier, later) -> later);
  }

  /**
   * The same in another status.
   *
   * @param next the status
   * @return the changed version
   */
  public DatasetVersion withStatus(VersionStatus next) {
    return with(next, reviews);
  }

  /**
   * The same in another status, with one more word of a reviewer.
   *
   * @param next the status
   * @param word the word
   * @return the changed version
   */
  public DatasetVersion reviewed(VersionStatus next, Review word) {
    List<Review> more = new ArrayList<>(reviews);
    more.add(word);
    return with(next, more);
  }

  private DatasetVersion with(VersionStatus next, List<Review> said) {
    return new DatasetVersion(id, number, next, definition, contentHash, author, createdAt, said);
  }
}
