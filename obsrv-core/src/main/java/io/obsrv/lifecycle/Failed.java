package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.UnfinishedMoveException;
import io.obsrv.dataset.Verb;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import java.util.Set;

/**
 * A move that failed. Where it stands all the same, and will be finished without its caller, the
 * caller is told so.
 *
 * @param verb what was tried
 * @param id the dataset
 * @param cause what one of its steps threw
 */
record Failed(Verb verb, DatasetId id, RuntimeException cause) {
  /** The others say by themselves what became of the move: refused, or gone on with elsewhere. */
  private static final Set<ErrorCode> SPEAK_OF_THE_STEP =
      Set.of(
          ErrorCode.STORAGE_FAILED,
          ErrorCode.COMMIT_OUTCOME_UNKNOWN,
          ErrorCode.LOCATION_FAILED,
          ErrorCode.ARCHIVE_FAILED);

  /** What the caller is told, as long as nobody else can go on with the move. */
  RuntimeException told(Registry registry) {
    if (cause instanceof ObsrvException known && !SPEAK_OF_THE_STEP.contains(known.code())) {
      return cause;
    }
    try {
      return registry
          .find(id)
          .filter(dataset -> dataset.isUnderWay(verb))
          .<RuntimeException>map(dataset -> UnfinishedMoveException.of(dataset, cause))
          .orElse(cause);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
      return UnfinishedMoveException.perhaps(verb, id, cause);
    }
  }
}
