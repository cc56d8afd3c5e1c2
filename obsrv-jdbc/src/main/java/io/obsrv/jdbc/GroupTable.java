package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.table.Frozen;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupChange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An aggregate table: a row per group, found by its key, with what the group remembers. Groups are
 * read, merged and written back under the lock of the control row, so that their figures are this
 * library's and not the database's.
 */
final class GroupTable {
  private GroupTable() {}

  /**
   * Adds rows to their groups, and takes rows from theirs.
   *
   * @return the keys of groups that have to be made anew from the rows there are now
   */
  static Set<String> change(Session session, Rollup rollup, List<Row> added, List<Row> removed)
      throws SQLException {
    return write(session, rollup, open(session, rollup, RollupChange.of(rollup, added, removed)));
  }

  /**
   * Takes rows that are too old from their groups, or freezes these.
   *
   * @return the keys of groups that have to be made anew from the rows there are now
   */
  static Set<String> expire(Session session, Rollup rollup, List<Row> expired, Instant now)
      throws SQLException {
    RollupChange change = open(session, rollup, RollupChange.of(rollup, List.of(), expired));
    if (rollup.isRetained()) {
      Set<Instant> over = change.over(now);
      Retained.freeze(session, rollup, over);
      change = change.beside(new Frozen(Optional.empty(), over));
    }
    return write(session, rollup, change);
  }

  /** The change without what is frozen. */
  private static RollupChange open(Session session, Rollup rollup, RollupChange change)
      throws SQLException {
    return rollup.isRetained()
        ? change.beside(Retained.frozen(session, rollup, change.buckets()))
        : change;
  }

  private static Set<String> write(Session session, Rollup rollup, RollupChange change)
      throws SQLException {
    Map<String, String> states = states(session, rollup, change.keys());
    RollupChange.Outcome outcome = change.against(states);
    write(session, rollup, outcome.put(), states.keySet());
    delete(session, rollup, outcome.dropped());
    return outcome.recompute();
  }

  /** Makes groups anew from the rows there are. */
  static void recompute(Session session, Layout layout, Rollup rollup, Set<String> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    Map<String, Group> groups = new LinkedHashMap<>();
    RowTable.each(
        session,
        layout,
        rows ->
            rollup.groups(contents(rows)).stream()
                .filter(group -> keys.contains(group.key()))
                .forEach(
                    group ->
                        groups.merge(
                            group.key(),
                            group,
                            (a, b) -> {
                              a.merge(b);
                              return a;
                            })));
    delete(session, rollup, keys);
    insert(session, rollup, List.copyOf(groups.values()));
  }

  private static void write(Session session, Rollup rollup, List<Group> groups, Set<String> present)
      throws SQLException {
    insert(session, rollup, groups.stream().filter(g -> !present.contains(g.key())).toList());
    update(session, rollup, groups.stream().filter(g -> present.contains(g.key())).toList());
  }

  static List<Row> contents(List<StoredRow> rows) {
    return rows.stream().map(StoredRow::row).toList();
  }

  private static void delete(Session session, Rollup rollup, Set<String> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    String sql = "delete from %s where _key = any(?)".formatted(table(session, rollup));
    try (PreparedStatement statement = session.prepare(sql)) {
      statement.setArray(1, session.texts(keys));
      statement.executeUpdate();
    }
  }

  private static Map<String, String> states(Session session, Rollup rollup, Collection<String> keys)
      throws SQLException {
    Map<String, String> states = new HashMap<>();
    if (keys.isEmpty()) {
      return states;
    }
    String sql =
        "select _key, _state from %s where _key = any(?)".formatted(table(session, rollup));
    try (PreparedStatement statement = session.prepare(sql)) {
      statement.setArray(1, session.texts(keys));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          states.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return states;
  }

  static void insert(Session session, Rollup rollup, List<Group> groups) throws SQLException {
    List<Column> columns = rollup.columns();
    String sql =
        "insert into %s (_state, %s, _key) values (?, %s, ?)"
            .formatted(
                table(session, rollup),
                Identifiers.quoteAll(columns.stream().map(Column::name).toList()),
                "?" + ", ?".repeat(columns.size() - 1));
    write(session.prepare(sql), groups, columns, 0);
  }

  private static void update(Session session, Rollup rollup, List<Group> groups)
      throws SQLException {
    List<Column> measures =
        rollup.columns().subList(rollup.dimensionCount(), rollup.columns().size());
    String sql =
        "update %s set _state = ?, %s where _key = ?"
            .formatted(
                table(session, rollup),
                measures.stream()
                    .map(column -> Identifiers.quote(column.name()) + " = ?")
                    .collect(Collectors.joining(", ")));
    write(session.prepare(sql), groups, measures, rollup.dimensionCount());
  }

  /** Binds a group's state, then its values from {@code first} on, then its key. */
  private static void write(
      PreparedStatement prepared, List<Group> groups, List<Column> columns, int first)
      throws SQLException {
    try (Batch batch = new Batch(prepared)) {
      for (Group group : groups) {
        PreparedStatement statement = batch.statement();
        Row row = group.row();
        statement.setString(1, group.state());
        for (int i = 0; i < columns.size(); i++) {
          Values.bind(statement, i + 2, columns.get(i).type(), row.value(first + i));
        }
        statement.setString(columns.size() + 2, group.key());
        batch.add();
      }
      batch.send();
    }
  }

  static String table(Session session, Rollup rollup) {
    return session.space().table(Namespace.tableOf(rollup));
  }
}
