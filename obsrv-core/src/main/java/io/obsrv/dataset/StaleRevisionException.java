package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import java.util.List;
import java.util.stream.Collectors;

/** Somebody else changed the dataset in the meantime. */
public final class StaleRevisionException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /** How many differences the message names. */
  private static final int TOLD = 3;

  /** The revision the caller saw. */
  private final long expected;

  /** The revision that is stored; 0 if the dataset is gone, and another may have its name. */
  private final long found;

  /** What was changed in between. */
  private final transient List<DraftChange> changes;

  /**
   * For a change that came too late.
   *
   * @param id the dataset
   * @param expected the revision the caller saw
   * @param found the revision that is stored; 0 if the dataset is gone, and another may have its
   *     name
   */
  public StaleRevisionException(DatasetId id, long expected, long found) {
    this(id, expected, found, List.of());
  }

  /**
   * For a change that came too late, where it is known what was changed in between.
   *
   * @param id the dataset
   * @param expected the revision the caller saw
   * @param found the revision that is stored; 0 if the dataset is gone, and another may have its
   *     name
   * @param seen the definition the caller saw
   * @param present the definition that is stored
   */
  public StaleRevisionException(
      DatasetId id, long expected, long found, DatasetDefinition seen, DatasetDefinition present) {
    this(id, expected, found, DraftChanges.between(seen, present));
  }

  private StaleRevisionException(
      DatasetId id, long expected, long found, List<DraftChange> changes) {
    super(
        ErrorCode.STALE_REVISION,
        "Cannot change dataset '%s': it is at revision %d, the change was made from revision %d. %sRead it again and repeat the change."
            .formatted(id, found, expected, told(changes)),
        null);
    this.expected = expected;
    this.found = found;
    this.changes = List.copyOf(changes);
  }

  /**
   * The revision the caller saw.
   *
   * @return the revision
   */
  public long expected() {
    return expected;
  }

  /**
   * The revision that is stored.
   *
   * @return the revision; 0 if the dataset is gone, and another may have its name
   */
  public long found() {
    return found;
  }

  /**
   * In what the definition that is stored differs from the one the caller saw.
   *
   * @return the differences; none if only something else changed, such as the status
   */
  public List<DraftChange> changes() {
    return changes;
  }

  private static String told(List<DraftChange> changes) {
    int more = changes.size() - TOLD;
    return changes.isEmpty()
        ? ""
        : changes.stream()
            .limit(TOLD)
            .map(DraftChange::toString)
            .collect(
                Collectors.joining(
                    "; ", "Since then ", more > 0 ? "; and %d more. ".formatted(more) : ". "));
  }
}
