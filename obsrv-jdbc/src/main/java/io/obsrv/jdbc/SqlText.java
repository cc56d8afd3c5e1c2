package io.obsrv.jdbc;

import com.google.common.base.Throwables;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;

/** Parses SQL. */
final class SqlText {
  private static final int MAX_LENGTH = 100_000;
  private static final long SECONDS = 5;

  private SqlText() {}

  /**
   * Parses one statement, on a thread of its own, since deep nesting can take the parser very long.
   *
   * @throws SqlRefusal if it is not exactly one statement
   */
  static Statement parse(String sql) {
    if (sql.isBlank()) {
      throw new SqlRefusal("there is no statement");
    }
    if (sql.length() > MAX_LENGTH) {
      throw new SqlRefusal(
          "the statement has %d characters, at most %d are answered"
              .formatted(sql.length(), MAX_LENGTH));
    }
    CCJSqlParser parser = CCJSqlParserUtil.newParser(sql).withAllowComplexParsing(true);
    List<Statement> statements = parse(parser);
    if (statements.size() != 1) {
      throw new SqlRefusal(
          "there are %d statements, exactly one is answered".formatted(statements.size()));
    }
    return statements.get(0);
  }

  private static List<Statement> parse(CCJSqlParser parser) {
    FutureTask<List<Statement>> task = new FutureTask<>(() -> List.copyOf(parser.Statements()));
    Thread thread = new Thread(task, "obsrv-jdbc-parse");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new SqlRefusal("the statement takes too long to understand; nest it less");
    } catch (ExecutionException e) {
      throw notUnderstood(Throwables.getRootCause(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqlRefusal("the caller was interrupted");
    } finally {
      parser.interrupted = true;
    }
  }

  private static SqlRefusal notUnderstood(Throwable cause) {
    return cause instanceof StackOverflowError
        ? SqlRefusal.tooDeep()
        : new SqlRefusal("it is not understood: " + firstLines(cause));
  }

  private static String firstLines(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .limit(2)
        .reduce((a, b) -> a + " " + b)
        .orElse(cause.getClass().getSimpleName());
  }
}
