package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Verb;
import io.obsrv.event.Hold;
import io.obsrv.event.Leases;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets one call at a time move a dataset in the store, so that one that goes on from an intent does
 * not meet the one that still works on it: within this library instance by a set of those under
 * way, which this owns, and among processes by a lease, which the store asks for again before each
 * step that cannot be undone. For many threads.
 */
public final class RowMoves {
  private static final String LEASE = "move";

  private final LeaseStore store;
  private final Leases leases;
  private final Set<DatasetId> underWay = ConcurrentHashMap.newKeySet();

  /**
   * None under way.
   *
   * @param store where the leases on moves are
   * @param leases those that this library instance has
   */
  public RowMoves(LeaseStore store, Leases leases) {
    this.store = store;
    this.leases = leases;
  }

  <T> T alone(Verb verb, DatasetId id, Function<Hold, T> move) {
    if (!underWay.add(id)) {
      throw refusal(verb, id, "another call is moving its rows");
    }
    try (Hold hold =
        leases
            .take(store, id, LEASE)
            .orElseThrow(() -> refusal(verb, id, "another process is moving its rows"))) {
      return move.apply(hold);
    } finally {
      underWay.remove(id);
    }
  }

  private static IllegalMoveException refusal(Verb verb, DatasetId id, String why) {
    return new IllegalMoveException(verb, id, why + ". Try again when that has ended.");
  }

  /** Does nothing while somebody else moves the dataset. */
  void ifNobodyElse(DatasetId id, Consumer<Hold> move) {
    if (underWay.add(id)) {
      try {
        Optional<Hold> taken = leases.take(store, id, LEASE);
        if (taken.isPresent()) {
          try (Hold hold = taken.get()) {
            move.accept(hold);
          }
        }
      } finally {
        underWay.remove(id);
      }
    }
  }
}
