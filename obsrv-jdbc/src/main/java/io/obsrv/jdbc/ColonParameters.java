package io.obsrv.jdbc;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds the parameters of this package's statements, {@code :name} outside of quotes. JDBI's own
 * parser knows more of SQL and takes longer than most statements, and remembers what it has parsed
 * by text and by database; with a namespace per dataset there is always a new text. Stateless.
 */
final class ColonParameters implements SqlParser {

  /** JDBI with this instead of its own. */
  static Jdbi jdbi(DataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    jdbi.getConfig(SqlStatements.class).setSqlParser(new ColonParameters());
    return jdbi;
  }

  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    return parse(sql);
  }

  static ParsedSql parse(String sql) {
    ParsedSql.Builder parsed = ParsedSql.builder();
    int copied = 0;
    int at = 0;
    while (at < sql.length()) {
      int end = endOfName(sql, at);
      if (end > at) {
        parsed.append(sql.substring(copied, at)).appendNamedParameter(sql.substring(at + 1, end));
        copied = end;
        at = end;
      } else {
        at = next(sql, at);
      }
    }
    return parsed.append(sql.substring(copied)).build();
  }

  @Override
  public String nameParameter(String rawName, StatementContext context) {
    return ":" + rawName;
  }

  /** Where a parameter that begins here ends; here if none does. */
  private static int endOfName(String sql, int at) {
    int end = at + 1;
    if (sql.charAt(at) != ':' || end == sql.length() || !isNameStart(sql.charAt(end))) {
      return at;
    }
    while (end < sql.length() && isNamePart(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where to look next: behind a text in quotes or a cast, or else at the next character. */
  private static int next(String sql, int at) {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"') {
      int end = sql.indexOf(c, at + 1);
      return end < 0 ? sql.length() : end + 1;
    }
    return sql.startsWith("::", at) ? at + 2 : at + 1;
  }

  private static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || Character.isDigit(c);
  }
}
