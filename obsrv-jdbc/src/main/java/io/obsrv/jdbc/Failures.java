package io.obsrv.jdbc;

import com.google.common.base.Throwables;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Reads the failures of databases. */
final class Failures {
  /**
   * H2: the file or the database was closed under the connection. PostgreSQL: the server stops, has
   * failed, or is not up yet, or it ended a session that did nothing for too long.
   */
  private static final Set<String> BROKEN =
      Set.of(
          "90007", "90028", "90031", "90067", "90098", "90121", "57P01", "57P02", "57P03", "57P05",
          "25P03");

  private Failures() {}

  /** What the database answered, if this failure comes from there. */
  static Optional<SQLException> sql(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst()
        .map(Failures::withoutBatch);
  }

  /** PostgreSQL repeats the statement with its values before what it has to say. */
  private static SQLException withoutBatch(SQLException answer) {
    return answer instanceof BatchUpdateException && answer.getCause() instanceof SQLException cause
        ? cause
        : answer;
  }

  /** Whether the connection is of no use any more. */
  static boolean isBroken(SQLException answer) {
    return BROKEN.contains(state(answer)) || state(answer).startsWith("08");
  }

  /** PostgreSQL: the user has no right to something. */
  static boolean isDenied(SQLException answer) {
    return state(answer).equals("42501");
  }

  /** PostgreSQL: a statement before this one has failed, and the transaction with it. */
  static boolean isInFailedTransaction(SQLException answer) {
    return state(answer).equals("25P02");
  }

  /** PostgreSQL: a table or schema is not there, though it was. */
  static boolean isStale(SQLException answer) {
    return state(answer).equals("42P01") || state(answer).equals("3F000");
  }

  /**
   * Whether a failed commit is known to have stored nothing: a broken constraint or a rollback, but
   * not 40003.
   */
  static boolean isRolledBack(SQLException answer) {
    String state = state(answer);
    return state.startsWith("23") || (state.startsWith("40") && !state.equals("40003"));
  }

  static boolean isUniqueViolation(SQLException answer) {
    return state(answer).equals("23505");
  }

  /** Whether a value is to blame: one that breaks a constraint, or that no column can hold. */
  static boolean isUnfit(SQLException answer) {
    return state(answer).startsWith("22") || state(answer).startsWith("23");
  }

  /** H2: there is no such database. */
  static boolean isAbsent(SQLException answer) {
    return state(answer).equals("90146") || state(answer).equals("90149");
  }

  /** H2: another process, or another copy of H2 in this one, holds the file. */
  static boolean isInUse(SQLException answer) {
    return state(answer).equals("90020");
  }

  static boolean isCancelled(SQLException answer) {
    return state(answer).equals("57014");
  }

  /**
   * Whether the statement is to blame: bad data such as a division by zero, wrong syntax or names,
   * no right to something, or a feature that is missing. H2 has states of its own, from 90000.
   */
  static boolean isQuestionable(SQLException answer) {
    String state = state(answer);
    return state.startsWith("22")
        || state.startsWith("42")
        || state.startsWith("21")
        || state.startsWith("0A")
        || state.startsWith("HY")
        || (state.startsWith("90") && !isBroken(answer));
  }

  static String state(SQLException answer) {
    return String.valueOf(answer.getSQLState());
  }

  /** The message without the statement that H2 puts behind it. */
  static String firstLine(SQLException answer) {
    String message = String.valueOf(answer.getMessage());
    int statement = message.indexOf("; SQL statement:");
    return (statement < 0 ? message : message.substring(0, statement))
        .lines()
        .findFirst()
        .orElse("");
  }
}
