package io.obsrv.jdbc;

import io.obsrv.event.Commit;
import io.obsrv.event.Effect;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredChange;
import io.obsrv.schema.RowJson;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is left of rows that were removed: their keys, for destinations. */
final class Removals {
  static final String TABLE = "_removals";

  private Removals() {}

  /** Forgets the removals of keys that were written again, and remembers new ones. */
  static void replace(Session session, Commit commit, Map<String, Placed> latest)
      throws SQLException {
    session.update(
        "delete from %s where key_text = any(?)".formatted(table(session)),
        Elements.texts(latest.keySet()));
    String sql =
        "insert into %s (key_text, row_seq, received_at, content) values (?, ?, ?, ?)"
            .formatted(table(session));
    try (Batch batch = new Batch(session.prepare(sql))) {
      for (Placed placed : latest.values()) {
        if (placed.candidate().effect() == Effect.REMOVE) {
          bind(batch.statement(), commit, placed);
          batch.add();
        }
      }
      batch.send();
    }
  }

  /** A query for the numbers of some that happened before some time, in their order. */
  static String overdue(Session session) {
    return "select row_seq as number from %s where row_seq >= ? and row_seq < ? and received_at < ? order by row_seq limit ?"
        .formatted(table(session));
  }

  /** Forgets those of some numbers that happened before some time, with the keys. */
  static void forget(Session session, Collection<Long> sequences, Instant before)
      throws SQLException {
    List<String> keys = new ArrayList<>();
    session.each(
        "select key_text from %s where row_seq = any(?) and received_at < ?"
            .formatted(table(session)),
        Elements.numbers(sequences),
        (statement, array) -> {
          statement.setArray(1, array);
          statement.setObject(2, Values.utc(before));
          Session.read(statement, row -> keys.add(row.getString(1)));
        });
    for (String table : List.of("_keys", TABLE)) {
      session.update(
          "delete from %s where key_text = any(?)".formatted(session.space().table(table)),
          Elements.texts(keys));
    }
  }

  private static void bind(PreparedStatement statement, Commit commit, Placed placed)
      throws SQLException {
    var definition = commit.layout().definition();
    statement.setString(1, placed.candidate().key().orElseThrow());
    statement.setLong(2, placed.sequence());
    statement.setObject(
        3, Values.utc(commit.arrival().origin(placed.candidate().index()).receivedAt()));
    statement.setString(
        4, RowJson.write(definition.schema(), placed.candidate().row(), definition.key()));
  }

  static List<StoredChange> read(Session session, long after, int limit) {
    return session
        .query(
            """
            select row_seq, received_at, content from <schema>._removals
            where row_seq > :after order by row_seq limit :limit
            """)
        .bind("after", after)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new StoredChange(
                    row.getLong("row_seq"),
                    Effect.REMOVE,
                    Objects.requireNonNull(Values.instant(row, row.findColumn("received_at"))),
                    row.getString("content")))
        .list();
  }

  private static String table(Session session) {
    return session.space().table(TABLE);
  }
}
