package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.event.LostGroups;
import io.obsrv.event.StoredColumn;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.table.Frozen;
import io.obsrv.table.Rollup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An aggregate table with a retention of its own: the buckets that are frozen in it, and its floor,
 * below which they have gone.
 */
final class Retained {
  private static final StoredColumn MARK =
      StoredColumn.of(Column.of("_frozen", ColumnType.BOOLEAN));

  private Retained() {}

  /** What of some buckets does not change any more. */
  static Frozen frozen(Session session, Rollup rollup, Set<Instant> buckets) throws SQLException {
    if (buckets.isEmpty()) {
      return Frozen.NONE;
    }
    Column column = rollup.bucketColumn().orElseThrow();
    String name = Identifiers.quote(column.name());
    String sql =
        "select distinct %s from %s where _frozen and %s >= ? and %s <= ?"
            .formatted(name, GroupTable.table(session, rollup), name, name);
    Set<Instant> frozen = new HashSet<>();
    try (PreparedStatement statement = session.prepare(sql)) {
      bind(statement, 1, rollup, Collections.min(buckets));
      bind(statement, 2, rollup, Collections.max(buckets));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          frozen.add(rollup.beginOf(Objects.requireNonNull(Values.read(rows, 1, column.type()))));
        }
      }
    }
    return new Frozen(floor(session, rollup), frozen);
  }

  /** Keeps buckets as they are. */
  static void freeze(Session session, Rollup rollup, Set<Instant> buckets) throws SQLException {
    String sql =
        "update %s set _frozen = true where %s = ?"
            .formatted(GroupTable.table(session, rollup), bucket(rollup));
    try (Batch batch = new Batch(session.prepare(sql))) {
      for (Instant begin : buckets) {
        bind(batch.statement(), 1, rollup, begin);
        batch.add();
      }
      batch.send();
    }
  }

  /**
   * Lets go of the buckets that begin before, the oldest first: none of them changes from now on,
   * so some may go later. Each goes as a whole, since half of one would tell a wrong story.
   *
   * @param enough with so many groups, no further bucket goes
   * @return how many groups went
   */
  static int raise(Session session, Rollup rollup, Instant floor, int enough) throws SQLException {
    put(session, rollup, floor);
    Optional<Object> last = last(session, rollup, floor, enough);
    if (last.isEmpty()) {
      return 0;
    }
    String sql =
        "delete from %s where %s <= ?".formatted(GroupTable.table(session, rollup), bucket(rollup));
    try (PreparedStatement statement = session.prepare(sql)) {
      Values.bind(statement, 1, bucketType(rollup), last.get());
      return statement.executeUpdate();
    }
  }

  /** The bucket of the last of the oldest groups, of which there are at most so many. */
  private static Optional<Object> last(Session session, Rollup rollup, Instant floor, int groups)
      throws SQLException {
    String bucket = bucket(rollup);
    String sql =
        "select max(bucket) from (select %s as bucket from %s where %s < ? order by %s limit ?) oldest"
            .formatted(bucket, GroupTable.table(session, rollup), bucket, bucket);
    try (PreparedStatement statement = session.prepare(sql)) {
      bind(statement, 1, rollup, floor);
      statement.setInt(2, groups);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(Values.read(row, 1, bucketType(rollup)));
      }
    }
  }

  /** Notes the floor of a table that is kept up to date. It never falls: what has gone is gone. */
  static void put(Session session, Rollup rollup, Instant floor) {
    session
        .update(
            """
            update <schema>._tables set floor = :floor
            where name = :name and (floor is null or floor < :floor)
            """)
        .bind("floor", Values.utc(floor))
        .bind("name", Namespace.tableOf(rollup))
        .execute();
  }

  static Optional<Instant> floor(Session session, Rollup rollup) {
    return session
        .query("select floor from <schema>._tables where name = :name and floor is not null")
        .bind("name", Namespace.tableOf(rollup))
        .map((row, context) -> Objects.requireNonNull(Values.instant(row, 1)))
        .findOne();
  }

  /** The frozen groups of tables that are kept up to date, and are not among those of a version. */
  static List<LostGroups> losses(Session session, Layout layout) {
    Set<String> gone = new TreeSet<>(Activation.maintained(session));
    layout.rollups().forEach(rollup -> gone.remove(Namespace.tableOf(rollup)));
    List<LostGroups> losses = new ArrayList<>();
    for (String table : gone) {
      if (StoredNames.of(session, table).contains(MARK)) {
        long groups =
            session
                .query("select count(*) from <schema>.<table> where _frozen")
                .define("table", Identifiers.quote(table))
                .mapTo(Long.class)
                .one();
        if (groups > 0) {
          losses.add(new LostGroups(Namespace.nameOf(table), groups));
        }
      }
    }
    return losses;
  }

  private static String bucket(Rollup rollup) {
    return Identifiers.quote(rollup.bucketColumn().orElseThrow().name());
  }

  private static ColumnType bucketType(Rollup rollup) {
    return rollup.bucketColumn().orElseThrow().type();
  }

  private static void bind(PreparedStatement statement, int position, Rollup rollup, Instant begin)
      throws SQLException {
    Values.bind(statement, position, bucketType(rollup), rollup.bucketAt(begin));
  }
}
