package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;

/**
 * A move was begun and could not be finished. It stands: it is finished soon where processes share
 * the storage, and look around, or else when the library is opened next, or when it is called
 * again. Until then other moves of the dataset are refused. Its code is that of the cause, which
 * says why, or {@link ErrorCode#STORAGE_FAILED} where that has none; what the cause says of nothing
 * that was stored is true of the step that failed alone.
 */
public final class UnfinishedMoveException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  private static final String LATER =
      "will be finished, soon where processes share the storage, or else at the next opening; call"
          + " %s again to finish it now.";

  private UnfinishedMoveException(RuntimeException cause, String message) {
    super(codeOf(cause), said(cause) + " " + message, cause);
  }

  private static ErrorCode codeOf(RuntimeException cause) {
    return cause instanceof ObsrvException known ? known.code() : ErrorCode.STORAGE_FAILED;
  }

  private static String said(RuntimeException cause) {
    return cause instanceof ObsrvException ? String.valueOf(cause.getMessage()) : cause + ".";
  }

  /**
   * For a move that is under way in the registry.
   *
   * @param dataset the dataset, with its intent
   * @param cause why it could not be finished
   * @return the exception, to be thrown
   */
  public static UnfinishedMoveException of(Dataset dataset, RuntimeException cause) {
    String verb = dataset.intent().orElseThrow().verb().label();
    String begun =
        dataset.relocation(Relocation.Phase.LEAVING).isPresent()
            ? "The rows of dataset '%s' are at '%s', and what is left to do of the move "
                .formatted(dataset.id(), dataset.location())
            : "The %s of dataset '%s' is begun and ".formatted(verb, dataset.id());
    return new UnfinishedMoveException(cause, begun + LATER.formatted(verb));
  }

  /**
   * For a move of which nobody can tell now whether it is under way.
   *
   * @param verb the move
   * @param id the dataset
   * @param cause why it could not be made
   * @return the exception, to be thrown
   */
  public static UnfinishedMoveException perhaps(Verb verb, DatasetId id, RuntimeException cause) {
    return new UnfinishedMoveException(
        cause,
        "Whether the %s of dataset '%s' is begun cannot be told now. If it is, it %s"
            .formatted(verb.label(), id, LATER.formatted(verb.label())));
  }
}
