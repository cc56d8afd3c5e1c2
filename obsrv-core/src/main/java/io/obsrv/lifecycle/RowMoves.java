package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Verb;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets one call at a time move the rows of a dataset within a library instance, so that one that
 * goes on from an intent does not meet the one that still works on it. Owns the set of those under
 * way; for many threads.
 */
public final class RowMoves {
  private final Set<DatasetId> underWay = ConcurrentHashMap.newKeySet();

  /** None under way. */
  public RowMoves() {}

  <T> T alone(Verb verb, DatasetId id, Supplier<T> move) {
    if (!underWay.add(id)) {
      throw new IllegalMoveException(
          verb, id, "another call is moving its rows. Try again when that has ended.");
    }
    try {
      return move.get();
    } finally {
      underWay.remove(id);
    }
  }
}
