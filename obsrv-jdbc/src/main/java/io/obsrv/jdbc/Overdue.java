package io.obsrv.jdbc;

import io.obsrv.event.Expiry;
import io.obsrv.schema.ColumnType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows that were past their retention when nobody was kept from writing. Most rows are not, and all
 * are looked at; so this reads some at a time, each time for a moment only.
 *
 * @param rows their numbers, at most as many as one transaction removes
 * @param next behind which row to go on; empty if all were looked at
 */
record Overdue(List<Long> rows, OptionalLong next) {
  /** How many rows go in one transaction. */
  private static final int ROWS = 5_000;

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
    Optional<Long> first =
        session
            .query("select _seq from <schema>._rows where _seq > :after order by _seq limit 1")
            .bind("after", after)
            .mapTo(Long.class)
            .findOne();
    return first.isEmpty() ? NONE : read(session, expiry, first.get(), first.get() + SPAN, limit);
  }

  private static Overdue read(Session session, Expiry expiry, long first, long end, int limit)
      throws SQLException {
    Optional<String> time = expiry.timeColumn().map(c -> Identifiers.quote(c.place()));
    String age =
        time.map(
                column -> "(%s < ? or (%s is null and _received_at < ?))".formatted(column, column))
            .orElse("_received_at < ?");
    String sql =
        "select _seq from %s where _seq >= ? and _seq < ? and %s order by _seq limit ?"
            .formatted(session.space().table(Namespace.ROWS), age);
    List<Long> due = new ArrayList<>();
    try (PreparedStatement statement = session.prepare(sql)) {
      int position = 1;
      statement.setLong(position++, first);
      statement.setLong(position++, end);
      if (time.isPresent()) {
        ColumnType type = expiry.timeColumn().orElseThrow().column().type();
        Values.bind(statement, position++, type, expiry.timeBefore().orElseThrow());
      }
      Values.bind(statement, position++, ColumnType.TIMESTAMP, expiry.before().orElseThrow());
      statement.setInt(position, limit);
      Session.read(statement, row -> due.add(row.getLong(1)));
    }
    long last = due.size() < limit ? end - 1 : due.get(limit - 1);
    return new Overdue(due, OptionalLong.of(last));
  }
}
