package io.obsrv.jdbc;

import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.event.StoredColumn;
import io.obsrv.table.Rollup;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables that a version needs. H2 commits each statement that makes one by itself, so they are
 * in an order in which a repeated call completes what a crash broke off: first what a column is
 * declared as, then the column.
 */
final class Structure {
  /** A record that is not larger has no text of more characters than H2 takes in a varchar. */
  static final int MAX_PLAIN_TEXT = 1 << 20;

  private Structure() {}

  /** Makes what is missing of the columns and tables of a version. */
  static boolean prepare(Session session, Layout layout, Hold hold) throws SQLException {
    lock(session);
    hold.require();
    if (Control.read(session).liveVersion() == layout.version()) {
      return true;
    }
    refuse(layout, LayoutProblems.find(session.dialect(), layout));
    Control.settleAt(session, layout);
    if (!Backfill.isOf(session, layout)) {
      dropUnpublished(session);
      Backfill.begin(session, layout);
    }
    ColumnRows.add(session, ColumnRows.read(session).additions(layout));
    addColumns(session, layout.columns(), isLarge(layout));
    makeTables(session, layout);
    return true;
  }

  /** Lets nobody else make, change or remove the namespace until the end of the transaction. */
  static void lock(Session session) {
    if (session.dialect() == Dialect.POSTGRESQL) {
      PostgresNamespaces.lock(session.handle(), session.space());
    }
  }

  /** Makes the columns of versions so far, and the tables of the live one, where nothing is yet. */
  static void restore(Session session, Layout layout, List<StoredColumn> columns)
      throws SQLException {
    ColumnRows.add(session, columns);
    ColumnRows.publish(session);
    addColumns(session, columns, isLarge(layout));
    makeTables(session, layout);
  }

  /** Drops the columns of versions that were given up. */
  private static void dropUnpublished(Session session) throws SQLException {
    for (String place : ColumnRows.unpublished(session)) {
      session.execute(
          "alter table %s drop column if exists %s"
              .formatted(session.space().table(Namespace.ROWS), Identifiers.quote(place)));
      ColumnRows.remove(session, place);
    }
  }

  /** Whether the columns of a version are there. */
  static boolean isPrepared(Session session, Layout layout) {
    StoredNames present = StoredNames.of(session, Namespace.ROWS);
    return layout.columns().stream().allMatch(present::contains);
  }

  /** Makes the aggregate tables that are missing. */
  static boolean makeTables(Session session, Layout layout) throws SQLException {
    for (Rollup rollup : layout.rollups()) {
      makeTable(session, layout, rollup);
    }
    return true;
  }

  /** Drops aggregate tables that a version does not use, if it is the live one. */
  static boolean dropOthers(Session session, Layout layout, Hold hold) throws SQLException {
    lock(session);
    hold.require();
    if (Control.read(session).liveVersion() != layout.version()) {
      return false;
    }
    dropUnpublished(session);
    Set<String> used = new HashSet<>();
    layout.rollups().forEach(rollup -> used.add(Namespace.tableOf(rollup)));
    for (String table : aggregateTables(session)) {
      if (!used.contains(table)) {
        session.execute("drop table if exists " + session.space().table(table));
      }
    }
    return true;
  }

  private static void refuse(Layout layout, List<Problem> found) {
    Problems problems = new Problems();
    problems.addAll(found);
    problems.refuseIfAny("Dataset '" + layout.id() + "' cannot be published");
  }

  private static void addColumns(Session session, List<StoredColumn> columns, boolean large)
      throws SQLException {
    StoredNames present = StoredNames.of(session, Namespace.ROWS);
    List<String> definitions = new ArrayList<>();
    for (StoredColumn stored : columns) {
      if (!present.contains(stored)) {
        String type = session.dialect().rowType(stored.column(), large);
        definitions.add(definition(stored.place(), type));
      }
    }
    if (!definitions.isEmpty()) {
      session.execute(
          "alter table "
              + session.space().table(Namespace.ROWS)
              + " "
              + session.dialect().addColumns(definitions));
    }
    if (large) {
      widen(session, Namespace.ROWS, columns);
    }
  }

  /** Makes room for longer texts where the versions before needed less. */
  static void widen(Session session, String table, List<StoredColumn> columns) throws SQLException {
    StoredNames present = StoredNames.of(session, table);
    for (StoredColumn column : columns) {
      if (present.isBounded(column)) {
        session.execute(
            "alter table %s alter column %s set data type %s"
                .formatted(
                    session.space().table(table),
                    Identifiers.quote(column.place()),
                    session.dialect().text(true)));
      }
    }
  }

  private static void makeTable(Session session, Layout layout, Rollup rollup) throws SQLException {
    Dialect dialect = session.dialect();
    String columns =
        rollup.columns().stream()
            .map(column -> definition(column.name(), dialect.tableType(column, isLarge(layout))))
            .collect(Collectors.joining(", "));
    session.execute(
        "create table if not exists %s (_key %s primary key, _state %s not null, %s)%s"
            .formatted(
                GroupTable.table(session, rollup),
                dialect.text(false),
                dialect.text(true),
                columns,
                dialect.ofChangingRows()));
    if (isLarge(layout)) {
      widen(
          session,
          Namespace.tableOf(rollup),
          rollup.columns().stream().map(StoredColumn::of).toList());
    }
    if (rollup.isRetained()) {
      session.execute(
          "create index if not exists %s on %s (%s)"
              .formatted(
                  Identifiers.quote(Namespace.tableOf(rollup) + "_b"),
                  GroupTable.table(session, rollup),
                  Identifiers.quote(rollup.bucketColumn().orElseThrow().name())));
    }
    if (dialect == Dialect.H2) {
      session.execute("grant select on " + GroupTable.table(session, rollup) + " to obsrv_reader");
    }
  }

  private static String definition(String column, String type) {
    return Identifiers.quote(column) + " " + type;
  }

  private static boolean isLarge(Layout layout) {
    return layout.definition().maxEventBytes() > MAX_PLAIN_TEXT;
  }

  /** Fixed tables begin with an underscore, aggregate tables with a letter. */
  private static List<String> aggregateTables(Session session) {
    return session
        .query(
            """
            select table_name from information_schema.tables
            where table_schema = :schema and substring(table_name from 1 for 1) <> '_'
            """)
        .bind("schema", session.space().name())
        .mapTo(String.class)
        .list();
  }
}
