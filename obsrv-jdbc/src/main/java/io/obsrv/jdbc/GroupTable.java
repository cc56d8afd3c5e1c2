package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.table.Frozen;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupChange;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate table: a row per group, found by its key, with what the group remembers. Groups are
 * read, merged and written back under the lock of the control row, so that their figures are this
 * library's and not the database's.
 */
final class GroupTable {
  private static final String STATES = "select _key, _state from %s where _key = any(?)";

  /** The same for H2, which compares what it has found by an array with each of its elements. */
  private static final String H2_STATES =
      """
      select stored._key, stored._state
      from unnest(cast(? as varchar array)) as wanted (_key)
      join %s stored on stored._key = wanted._key
      """;

  private GroupTable() {}

  /**
   * Adds rows to their groups, and takes rows from theirs.
   *
   * @return the groups that have to be made anew from the rows there are now
   */
  static StaleGroups change(Session session, RollupChange change) throws SQLException {
    return write(session, open(session, change));
  }

  /**
   * Takes rows that are too old from their groups, or freezes these.
   *
   * @return the groups that have to be made anew from the rows there are now
   */
  static StaleGroups expire(Session session, Rollup rollup, List<Row> expired, Instant now)
      throws SQLException {
    RollupChange change = open(session, RollupChange.of(rollup, List.of(), expired));
    if (rollup.isRetained()) {
      Set<Instant> over = change.over(now);
      Retained.freeze(session, rollup, over);
      change = change.beside(new Frozen(Optional.empty(), over));
    }
    return write(session, change);
  }

  /** The change without what is frozen. */
  private static RollupChange open(Session session, RollupChange change) throws SQLException {
    Rollup rollup = change.rollup();
    return rollup.isRetained()
        ? change.beside(Retained.frozen(session, rollup, change.buckets()))
        : change;
  }

  private static StaleGroups write(Session session, RollupChange change) throws SQLException {
    Rollup rollup = change.rollup();
    Map<String, String> states = states(session, rollup, change.keys());
    RollupChange.Outcome outcome = change.against(states);
    Map<Boolean, List<Group>> put =
        outcome.put().stream().collect(Collectors.partitioningBy(g -> states.containsKey(g.key())));
    insert(session, rollup, put.getOrDefault(false, List.of()));
    change(session, rollup, put.getOrDefault(true, List.of()));
    delete(session, rollup, outcome.dropped());
    return new StaleGroups(change.dimensions(outcome.recompute()));
  }

  /** Makes groups anew from the rows there are. */
  static void recompute(Session session, Layout layout, Rollup rollup, StaleGroups stale)
      throws SQLException {
    if (stale.isEmpty()) {
      return;
    }
    Map<String, Group> groups = new LinkedHashMap<>();
    FilteredRows.each(
        session,
        layout,
        stale.rows(layout, rollup),
        rows ->
            rollup.groups(contents(rows)).stream()
                .filter(group -> stale.keys().contains(group.key()))
                .forEach(
                    group ->
                        groups.merge(
                            group.key(),
                            group,
                            (a, b) -> {
                              a.merge(b);
                              return a;
                            })));
    delete(session, rollup, stale.keys());
    insert(session, rollup, List.copyOf(groups.values()));
  }

  static List<Row> contents(List<StoredRow> rows) {
    return rows.stream().map(StoredRow::row).toList();
  }

  static void delete(Session session, Rollup rollup, Collection<String> keys) throws SQLException {
    session.update(
        "delete from %s where _key = any(?)".formatted(table(session, rollup)),
        Elements.texts(keys));
  }

  private static Map<String, String> states(Session session, Rollup rollup, Collection<String> keys)
      throws SQLException {
    Map<String, String> states = new HashMap<>();
    session.select(
        (session.dialect() == Dialect.H2 ? H2_STATES : STATES).formatted(table(session, rollup)),
        Elements.texts(keys),
        row -> states.put(row.getString(1), row.getString(2)));
    return states;
  }

  /** Adds groups that are not there yet. */
  static void insert(Session session, Rollup rollup, List<Group> groups) throws SQLException {
    writer(session, rollup, rollup.columns()).add(session, groups, group -> values(group, 0));
  }

  /** Groups that are there keep their dimensions. */
  private static void change(Session session, Rollup rollup, List<Group> groups)
      throws SQLException {
    int dimensions = rollup.dimensionCount();
    List<Column> changing = rollup.columns().subList(dimensions, rollup.columns().size());
    writer(session, rollup, changing).change(session, groups, group -> values(group, dimensions));
  }

  private static TableWriter writer(Session session, Rollup rollup, List<Column> columns) {
    TableWriter writer =
        TableWriter.into(table(session, rollup))
            .column("_key", SqlType.TEXT)
            .column("_state", SqlType.TEXT);
    for (Column column : columns) {
      writer = writer.column(column.name(), SqlType.of(column.type()));
    }
    return writer;
  }

  /** The values of a group's row, but for the first of its columns. */
  private static @Nullable Object[] values(Group group, int skipped) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(group.key());
    values.add(group.state());
    List<@Nullable Object> row = group.row().values();
    values.addAll(row.subList(skipped, row.size()));
    return values.toArray();
  }

  static String table(Session session, Rollup rollup) {
    return session.space().table(Namespace.tableOf(rollup));
  }
}
