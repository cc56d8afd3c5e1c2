package io.obsrv.jdbc;

import org.jdbi.v3.core.Handle;

/**
 * What holds for a transaction in PostgreSQL, set for that transaction alone: the connection may be
 * of the application, or shared with others by a pooler on the way. Immutable.
 *
 * @param timeouts the bounds
 * @param purpose what the transaction is for
 * @param settings a statement that sets what is to hold
 * @param lost told that the connection, or what was known of the namespace, is of no use
 */
record PostgresTerms(PostgresTimeouts timeouts, Purpose purpose, String settings, Runnable lost)
    implements Lease.Terms {

  /** The default isolation may be stricter, under which waiting for a lock ends in a failure. */
  private static final String BOUNDS =
      """
      set transaction isolation level read committed;
      select set_config('statement_timeout', :statement, true),
        set_config('lock_timeout', :lock, true),
        set_config('idle_in_transaction_session_timeout', :idle, true)""";

  /**
   * What is about some rows finds them by an index. To read all there are, so as to find hundreds,
   * looks cheaper to the planner, and takes longer with each row there is.
   */
  private static final String BY_INDEX =
      BOUNDS + ", set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)";

  /** Takes back {@link #ofSession}. */
  private static final String AS_CONFIGURED =
      "set local enable_seqscan = default; set local jit = default; " + BOUNDS;

  /** For a connection that is lent, which may have settings of its own. */
  static PostgresTerms lent(PostgresTimeouts timeouts, Purpose purpose, Runnable lost) {
    return new PostgresTerms(timeouts, purpose, purpose.isBrief() ? BY_INDEX : BOUNDS, lost);
  }

  /** For a connection that began with {@link #ofSession}, and work that is not brief. */
  static PostgresTerms own(PostgresTimeouts timeouts, Purpose purpose, Runnable lost) {
    return new PostgresTerms(timeouts, purpose, AS_CONFIGURED, lost);
  }

  /** What a connection of our own begins with: what holds for brief work. */
  static String ofSession(PostgresTimeouts timeouts) {
    return "set enable_seqscan = off; set jit = off; set statement_timeout = %d; set lock_timeout = %d; set idle_in_transaction_session_timeout = %d"
        .formatted(
            timeouts.statement().toMillis(),
            timeouts.lock().toMillis(),
            timeouts.idle().toMillis());
  }

  @Override
  public void begin(Handle handle) {
    handle
        .createUpdate(settings)
        .bind("statement", timeouts.statementOf(purpose).toMillis() + "ms")
        .bind("lock", timeouts.lockOf(purpose).toMillis() + "ms")
        .bind("idle", timeouts.idleOf(purpose).toMillis() + "ms")
        .execute();
  }

  @Override
  public void broken() {
    lost.run();
  }
}
