package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.QueryRefusedException;
import io.obsrv.query.Result;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/** Answers SQL of a user's own. */
final class SqlRunner {
  private static final int FETCH = 500;

  private SqlRunner() {}

  /** Parses a statement, without a connection. */
  static Statement parse(Layout layout, String sql) {
    try {
      return SqlText.parse(sql);
    } catch (SqlRefusal e) {
      throw refused(layout, e);
    }
  }

  static Result run(
      Session session, Layout layout, String name, Statement parsed, QueryLimits limits)
      throws SQLException {
    try {
      String sql = SqlTables.of(session, layout, name).guard().rewrite(parsed);
      session.dialect().restrict(session, QueryFailures.seconds(limits));
      return answer(session, sql, limits);
    } catch (SqlRefusal e) {
      throw refused(layout, e);
    } catch (StackOverflowError e) {
      // The guard calls itself for what is inside, as H2 does, which answers on this thread too.
      throw refused(layout, SqlRefusal.tooDeep());
    } catch (SQLException e) {
      throw QueryFailures.of(layout.id(), limits, e);
    }
  }

  private static Result answer(Session session, String sql, QueryLimits limits)
      throws SQLException {
    try (PreparedStatement statement = session.prepare(sql)) {
      statement.setQueryTimeout(QueryFailures.seconds(limits));
      statement.setFetchSize(FETCH);
      statement.setMaxRows((int) Math.min(Integer.MAX_VALUE, limits.maxRows() + 1L));
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows, limits);
      }
    }
  }

  private static QueryRefusedException refused(Layout layout, SqlRefusal refusal) {
    return new QueryRefusedException(layout.id(), refusal.getMessage() + ".", refusal);
  }

  private static Result read(ResultSet rows, QueryLimits limits) throws SQLException {
    ResultSetMetaData metadata = rows.getMetaData();
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      columns.add(Column.of(metadata.getColumnLabel(i), ResultTypes.of(metadata, i)));
    }
    List<Row> read = new ArrayList<>();
    boolean isTruncated = false;
    while (rows.next() && !isTruncated) {
      if (read.size() == limits.maxRows()) {
        isTruncated = true;
      } else {
        read.add(row(rows, columns));
      }
    }
    return new Result(columns, read, isTruncated);
  }

  private static Row row(ResultSet rows, List<Column> columns) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      ColumnType type = columns.get(i).type();
      values[i] = ResultTypes.read(rows, i + 1, type);
    }
    return new Row(values);
  }
}
