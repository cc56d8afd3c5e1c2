package io.obsrv.jdbc;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How long PostgreSQL may take. What takes longer fails, stores nothing, and says which of these it
 * was; a source tries again. They hold for transactions of the library alone, whoever the
 * connections belong to. Queries have bounds of their own, {@link io.obsrv.query.QueryLimits}.
 *
 * <p>A transaction that does nothing is ended by the server before those that wait for its locks
 * give up, if {@code idle} is shorter than {@code lock}, as it is by default.
 *
 * @param connect how long to wait for a connection of the storage's own pool, also while the server
 *     is started again; 1 s to 1 hour
 * @param statement what one statement of ordinary work may take, waiting for locks included; 1 ms
 *     to 20 days
 * @param longStatement the same for work that may touch every row: publishing, expiring, archiving
 *     and restoring; it may also wait for a lock as long; 1 ms to 20 days
 * @param lock how long ordinary work waits for a lock, such as that of a dataset others write to; 1
 *     ms to 20 days
 * @param idle how long a transaction may do nothing, as it does in a process that hangs or is
 *     stopped, before the server ends it and lets go of its locks; six times as long for work that
 *     may touch every row. Shorter than the time of leases, which others who follow wait for; 1 ms
 *     to 3 days
 */
public record PostgresTimeouts(
    Duration connect, Duration statement, Duration longStatement, Duration lock, Duration idle) {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofDays(20);
  private static final int LONGER = 6;

  /** 30 s for a connection, 5 minutes and 6 hours for a statement, 1 minute for a lock, 5 s. */
  public static final PostgresTimeouts DEFAULT =
      new PostgresTimeouts(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofHours(6),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5));

  /** Checks the ranges. */
  public PostgresTimeouts {
    check("connect", connect, Duration.ofSeconds(1), Duration.ofHours(1));
    check("statement", statement, LEAST, MOST);
    check("longStatement", longStatement, LEAST, MOST);
    check("lock", lock, LEAST, MOST);
    check("idle", idle, LEAST, Duration.ofDays(3));
  }

  private static void check(String name, Duration value, Duration least, Duration most) {
    checkArgument(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        "%s is %s, must be %s to %s",
        name,
        value,
        least,
        most);
  }

  /**
   * With another bound for getting a connection.
   *
   * @param value 1 s to 1 hour
   * @return a copy
   */
  public PostgresTimeouts connect(Duration value) {
    return new PostgresTimeouts(value, statement, longStatement, lock, idle);
  }

  /**
   * With another bound for statements of ordinary work.
   *
   * @param value 1 ms to 20 days
   * @return a copy
   */
  public PostgresTimeouts statement(Duration value) {
    return new PostgresTimeouts(connect, value, longStatement, lock, idle);
  }

  /**
   * With another bound for statements that may touch every row.
   *
   * @param value 1 ms to 20 days
   * @return a copy
   */
  public PostgresTimeouts longStatement(Duration value) {
    return new PostgresTimeouts(connect, statement, value, lock, idle);
  }

  /**
   * With another bound for waiting for a lock.
   *
   * @param value 1 ms to 20 days
   * @return a copy
   */
  public PostgresTimeouts lock(Duration value) {
    return new PostgresTimeouts(connect, statement, longStatement, value, idle);
  }

  /**
   * With another bound for a transaction that does nothing.
   *
   * @param value 1 ms to 3 days
   * @return a copy
   */
  public PostgresTimeouts idle(Duration value) {
    return new PostgresTimeouts(connect, statement, longStatement, lock, value);
  }

  /** What a statement may take. */
  Duration statementOf(Purpose purpose) {
    return purpose.isBrief() ? statement : longStatement;
  }

  /** How long a transaction may do nothing; one that may touch every row also waits for files. */
  Duration idleOf(Purpose purpose) {
    return purpose.isBrief() ? idle : idle.multipliedBy(LONGER);
  }

  /** How long a statement may wait for a lock. */
  Duration lockOf(Purpose purpose) {
    return purpose.isBrief() || purpose == Purpose.QUERY ? lock : longStatement;
  }
}
