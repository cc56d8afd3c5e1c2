package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.Verb;
import io.obsrv.event.Hold;
import io.obsrv.event.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets one call at a time move a dataset in the store, so that one that goes on from an intent does
 * not meet the one that still works on it: within this library instance by a set of those under
 * way, which this owns, and among processes by a lease, which the store asks for again before each
 * step that cannot be undone. Who calls is told what stands of a move that failed. For many
 * threads.
 */
public final class RowMoves {
  private static final String LEASE = "move";
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Registry registry;
  private final LeaseStore store;
  private final Leases leases;
  private final Set<DatasetId> underWay = ConcurrentHashMap.newKeySet();

  /**
   * None under way.
   *
   * @param registry where moves are noted, and the leases on them are
   * @param leases those that this library instance has
   */
  public RowMoves(Registry registry, Leases leases) {
    this.registry = registry;
    this.store = registry.leases();
    this.leases = leases;
  }

  <T> T alone(Verb verb, DatasetId id, Function<Hold, T> move) {
    if (soon(() -> Optional.of(id).filter(underWay::add)).isEmpty()) {
      throw refusal(verb, id, "another call is changing it");
    }
    try (Hold hold =
        soon(() -> leases.take(store, id, LEASE))
            .orElseThrow(() -> refusal(verb, id, "another process is changing it"))) {
      return told(verb, id, () -> move.apply(hold));
    } finally {
      underWay.remove(id);
    }
  }

  /** Whoever looks whether there is something to finish moves nothing, and is done in a moment. */
  private static <T> Optional<T> soon(Supplier<Optional<T>> attempt) {
    long begun = System.nanoTime();
    Optional<T> answer = attempt.get();
    while (answer.isEmpty()
        && System.nanoTime() - begun < MOMENT.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = attempt.get();
    }
    return answer;
  }

  private <T> T told(Verb verb, DatasetId id, Supplier<T> move) {
    try {
      return move.get();
    } catch (RuntimeException e) {
      throw new Failed(verb, id, e).told(registry);
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
