package io.obsrv.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what an answer of PostgreSQL means, and what to do. Has no state of its own.
 *
 * @param jdbi asked which rights are missing
 * @param timeouts the bounds
 */
record PostgresFailures(Jdbi jdbi, PostgresTimeouts timeouts) {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresFailures.class);

  /**
   * Whether the same work may do better on another connection: this one was dead, or the tables
   * were not those that were seen before.
   */
  static boolean isPassing(SQLException answer) {
    return !(answer instanceof SQLTransientConnectionException)
        && (Failures.isBroken(answer) || Failures.isStale(answer));
  }

  /** The end of a sentence that says what could not be done. */
  String explain(SQLException answer, Purpose purpose, Namespace space) {
    if (answer instanceof SQLTransientConnectionException) {
      return "no connection was free, and none could be made, within %s (%s). Nothing was stored; see whether the server runs, and whether so many connections are enough, then try again."
          .formatted(said(timeouts.connect()), Failures.firstLine(answer));
    }
    if (Failures.isBroken(answer)) {
      return "PostgreSQL ended the connection: '%s' (SQLState %s). Nothing was stored; try again when it takes connections."
          .formatted(Failures.firstLine(answer), answer.getSQLState());
    }
    return switch (Failures.state(answer)) {
      case "55P03" ->
          "it waited %s for a lock that another transaction holds. Nothing was stored; try again. If that goes on, find the transaction in pg_stat_activity, or raise the bound 'lock' of PostgresTimeouts."
              .formatted(said(timeouts.lockOf(purpose)));
      case "57014" ->
          "PostgreSQL answered '%s' (SQLState 57014); a statement may take %s. Nothing was stored; try again with less at a time, or raise the bound '%s' of PostgresTimeouts."
              .formatted(
                  Failures.firstLine(answer),
                  said(timeouts.statementOf(purpose)),
                  purpose.isBrief() ? "statement" : "longStatement");
      case "42501" -> denied(answer, purpose, space);
      case "40001", "40P01" ->
          "it came in the way of another transaction: PostgreSQL answered '%s' (SQLState %s). Nothing was stored; do it again, with all of the transaction if it is the application's."
              .formatted(Failures.firstLine(answer), answer.getSQLState());
      case "25006" ->
          "PostgreSQL answered '%s' (SQLState 25006). Nothing was stored; connect to the primary server, with connections that are not read-only."
              .formatted(Failures.firstLine(answer));
      case "53300" ->
          "PostgreSQL answered '%s' (SQLState 53300). Nothing was stored; raise its max_connections, or let this storage have fewer connections, then try again."
              .formatted(Failures.firstLine(answer));
      default ->
          "PostgreSQL answered '%s' (SQLState %s). Nothing was stored; see to the database, then try again."
              .formatted(Failures.firstLine(answer), answer.getSQLState());
    };
  }

  /**
   * Tables that a user has no right to are not told of, as if they were not there.
   *
   * @throws StorageException if there are such tables
   */
  void refuseIfHidden(Handle handle, Namespace space) {
    if (MissingRights.hidesTables(handle, space)) {
      throw new StorageException(
          "Cannot use the tables in schema %s: user '%s' lacks %s. Grant what is missing, then try again."
              .formatted(
                  space.quoted(),
                  MissingRights.user(handle),
                  String.join(", ", MissingRights.find(handle, space, false))),
          null);
    }
  }

  private String denied(SQLException answer, Purpose purpose, Namespace space) {
    try (Handle handle = jdbi.open()) {
      return denied(handle, answer, purpose, space);
    } catch (RuntimeException e) {
      LOG.debug("Could not ask for the rights in {}", space, e);
      return denied("the user", "a right", answer);
    }
  }

  /**
   * What the user of a connection lacks.
   *
   * @param handle the connection
   */
  String denied(Handle handle, SQLException answer, Purpose purpose, Namespace space) {
    List<String> missing = MissingRights.find(handle, space, purpose == Purpose.STRUCTURE);
    return denied(
        "user '%s'".formatted(MissingRights.user(handle)),
        missing.isEmpty() ? "a right" : String.join(", ", missing),
        answer);
  }

  private static String denied(String user, String missing, SQLException answer) {
    return "%s lacks %s: PostgreSQL answered '%s' (SQLState 42501). Nothing was stored; grant what is missing, then try again."
        .formatted(user, missing, Failures.firstLine(answer));
  }

  private static String said(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
