package io.obsrv.jdbc;

import io.obsrv.event.Expiry;
import io.obsrv.schema.ColumnType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Rows that were past their retention when nobody was kept from writing, and what is left of rows
 * that were removed before it. Most are not, and all are looked at; so this reads some at a time,
 * each time for a moment only.
 *
 * @param rows their numbers, at most as many as one transaction removes
 * @param next behind which row to go on; empty if all were looked at
 */
record Overdue(List<Long> rows, OptionalLong next) {
  /** How many rows go in one transaction. */
  static final int ROWS = 5_000;

  /** How many numbers are looked at at a time. */
  private static final long SPAN = 200_000;

  static final Overdue NONE = new Overdue(List.of(), OptionalLong.empty());

  /** Finds as many as one transaction removes, if there are so many. */
  static Overdue find(Transactions transactions, Expiry expiry, long after) {
    List<Long> found = new ArrayList<>();
    OptionalLong next = OptionalLong.of(after);
    while (next.isPresent() && found.size() < ROWS) {
      long from = next.getAsLong();
      int wanted = ROWS - found.size();
      Overdue part =
          transactions.inDataset(
              expiry.layout().id(),
              Purpose.READ,
              "expire rows of",
              NONE,
              session -> read(session, expiry, from, wanted));
      found.addAll(part.rows());
      next = part.next();
    }
    return new Overdue(found, next);
  }

  /** What is due under another version than the live one is told by whoever removes it. */
  private static Overdue read(Session session, Expiry expiry, long after, int limit)
      throws SQLException {
    if (expiry.before().isEmpty()
        || Control.read(session).liveVersion() != expiry.layout().version()) {
      return NONE;
    }
    OptionalLong first = first(session, expiry, after);
    return first.isEmpty()
        ? NONE
        : read(session, expiry, first.getAsLong(), first.getAsLong() + SPAN, limit);
  }

  /** The lowest number there is behind another. */
  private static OptionalLong first(Session session, Expiry expiry, long after) {
    LongStream rows = first(session, Namespace.ROWS, "_seq", after);
    return expiry.layout().upserts()
        ? LongStream.concat(rows, first(session, Removals.TABLE, "row_seq", after)).min()
        : rows.findFirst();
  }

  private static LongStream first(Session session, String table, String number, long after) {
    return session
        .query(
            """
            select <number> from <schema>.<table> where <number> > :after
            order by <number> limit 1
            """)
        .define("number", number)
        .define("table", table)
        .bind("after", after)
        .mapTo(Long.class)
        .findOne()
        .stream()
        .mapToLong(Long::longValue);
  }

  private static Overdue read(Session session, Expiry expiry, long first, long end, int limit)
      throws SQLException {
    Optional<String> time = expiry.timeColumn().map(c -> Identifiers.quote(c.place()));
    String age =
        time.map(
                column -> "(%s < ? or (%s is null and _received_at < ?))".formatted(column, column))
            .orElse("_received_at < ?");
    String rows =
        "select _seq as number from %s where _seq >= ? and _seq < ? and %s order by _seq limit ?"
            .formatted(session.space().table(Namespace.ROWS), age);
    String sql =
        expiry.layout().upserts()
            ? "(%s) union all (%s) order by number limit ?"
                .formatted(rows, Removals.overdue(session))
            : rows;
    List<Long> due = new ArrayList<>();
    try (PreparedStatement statement = session.prepare(sql)) {
      int position = 1;
      statement.setLong(position++, first);
      statement.setLong(position++, end);
      if (time.isPresent()) {
        ColumnType type = expiry.timeColumn().orElseThrow().column().type();
        Values.bind(statement, position++, type, expiry.timeBefore().orElseThrow());
      }
      Instant before = expiry.before().orElseThrow();
      Values.bind(statement, position++, ColumnType.TIMESTAMP, before);
      statement.setInt(position++, limit);
      if (expiry.layout().upserts()) {
        statement.setLong(position++, first);
        statement.setLong(position++, end);
        Values.bind(statement, position++, ColumnType.TIMESTAMP, before);
        statement.setInt(position++, limit);
        statement.setInt(position, limit);
      }
      Session.read(statement, row -> due.add(row.getLong(1)));
    }
    long last = due.size() < limit ? end - 1 : due.get(limit - 1);
    return new Overdue(due, OptionalLong.of(last));
  }
}
