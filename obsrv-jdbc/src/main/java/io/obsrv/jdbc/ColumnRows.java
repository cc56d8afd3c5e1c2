package io.obsrv.jdbc;

import io.obsrv.event.StoredColumns;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Precision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * As what each column of the rows was declared first; databases do not know it, since several types
 * share one of theirs.
 */
final class ColumnRows {
  private ColumnRows() {}

  static StoredColumns read(Session session) {
    return new StoredColumns(
        session
            .query("select name, type, digits, scale from <schema>._columns order by position")
            .map((row, context) -> read(row))
            .list());
  }

  static void add(Session session, List<Column> columns, int position) {
    if (columns.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        session
            .handle()
            .prepareBatch(
                """
                insert into <schema>._columns (position, name, type, digits, scale)
                values (:position, :name, :type, :digits, :scale)
                """);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      batch
          .bind("position", position + i)
          .bind("name", column.name())
          .bind("type", column.type().name())
          .bind("digits", column.precision().map(Precision::precision).orElse(null))
          .bind("scale", column.precision().map(Precision::scale).orElse(null))
          .add();
    }
    batch.execute();
  }

  private static Column read(ResultSet row) throws SQLException {
    String name = row.getString("name");
    ColumnType type = ColumnType.valueOf(row.getString("type"));
    Column column = Column.of(name, type);
    int digits = row.getInt("digits");
    return row.wasNull()
        ? column
        : new Column(
            name,
            column.path(),
            type,
            Optional.of(new Precision(digits, row.getInt("scale"))),
            Optional.empty(),
            false);
  }
}
