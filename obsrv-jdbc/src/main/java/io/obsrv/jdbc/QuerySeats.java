package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.Seats;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Lets questions of all datasets together have all but a quarter of the connections of a pool, and
 * leaves at least one for work: a commit, a lease and the registry do not wait for answers. One
 * connection is for both. For many threads.
 */
final class QuerySeats {
  private static final int QUARTER = 4;

  private final Optional<Seats> seats;

  /** Bounds nothing where it is not known how many connections there are. */
  QuerySeats(OptionalInt connections) {
    this.seats =
        connections.isPresent()
            ? Optional.of(
                new Seats(
                    of(connections.getAsInt()), "raise 'connections' of the JdbcStorageBuilder"))
            : Optional.empty();
  }

  /** How many connections may answer questions at the same time. */
  static int of(int connections) {
    return Math.max(1, connections - Math.max(1, connections / QUARTER));
  }

  <T> T take(DatasetId id, QueryLimits limits, Supplier<T> answer) {
    return seats.isPresent() ? seats.get().take(id, limits.timeout(), answer) : answer.get();
  }
}
