package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import java.util.Optional;

/** The life cycle does not allow the move. */
public final class IllegalMoveException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /** The dataset. */
  private final String id;

  /** What was tried. */
  private final Verb verb;

  IllegalMoveException(
      Verb verb, Dataset dataset, Optional<DatasetVersion> version, String needed) {
    this(
        verb,
        dataset.id(),
        found(dataset, version) + ", " + verb.label() + " needs " + needed + ".");
  }

  /**
   * For a move that a rule beside the table of transitions forbids.
   *
   * @param verb what was tried
   * @param id the dataset
   * @param reason what was found, what was expected, what to do
   */
  public IllegalMoveException(Verb verb, DatasetId id, String reason) {
    super(
        ErrorCode.ILLEGAL_MOVE,
        "Cannot %s dataset '%s': %s".formatted(verb.label(), id, reason),
        null);
    this.id = id.value();
    this.verb = verb;
  }

  /**
   * For a dataset that cannot go while an alias stands for it.
   *
   * @param verb what was tried
   * @param id the dataset
   * @param alias one of its aliases
   * @return the exception, to be thrown
   */
  public static IllegalMoveException aliased(Verb verb, DatasetId id, DatasetId alias) {
    return new IllegalMoveException(
        verb,
        id,
        "alias '%s' stands for it. Let it stand for another with alias(\"%s\", …), or give it up with withoutAlias(\"%s\")."
            .formatted(alias, alias, alias));
  }

  /**
   * The dataset.
   *
   * @return its id
   */
  public DatasetId id() {
    return DatasetId.of(id);
  }

  /**
   * What was tried.
   *
   * @return the call
   */
  public Verb verb() {
    return verb;
  }

  private static String found(Dataset dataset, Optional<DatasetVersion> version) {
    return version
        .map(v -> "version " + v.number() + " is " + v.status())
        .orElse(
            "it is " + dataset.status() + (dataset.draft().isEmpty() ? " and has no draft" : ""));
  }
}
