package io.obsrv.jdbc;

import io.obsrv.event.StoredColumn;
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
            .map((row, context) -> StoredColumn.of(read(row)))
            .list());
  }

  /** Those of versions that were published. */
  static List<StoredColumn> published(Session session) {
    List<String> others = unpublished(session);
    return read(session).columns().stream().filter(c -> !others.contains(c.place())).toList();
  }

  /** Notes columns that no version has been published with yet. */
  static void add(Session session, List<StoredColumn> columns) {
    if (columns.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        session
            .handle()
            .prepareBatch(
                """
                insert into <schema>._columns (position, name, type, digits, scale, published)
                select coalesce(max(position), -1) + 1, :name, :type, :digits, :scale, false
                from <schema>._columns
                """);
    for (StoredColumn stored : columns) {
      Column column = stored.column();
      batch
          .bind("name", stored.place())
          .bind("type", column.type().name())
          .bind("digits", column.precision().map(Precision::precision).orElse(null))
          .bind("scale", column.precision().map(Precision::scale).orElse(null))
          .add();
    }
    batch.execute();
  }

  /** The columns of versions that were prepared, and not published. */
  static List<String> unpublished(Session session) {
    return session
        .query("select name from <schema>._columns where not published")
        .mapTo(String.class)
        .list();
  }

  static void publish(Session session) {
    session.update("update <schema>._columns set published = true").execute();
  }

  static void remove(Session session, String place) {
    session
        .update("delete from <schema>._columns where name = :name")
        .bind("name", place)
        .execute();
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
