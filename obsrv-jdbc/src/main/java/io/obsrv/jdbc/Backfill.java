package io.obsrv.jdbc;

import io.obsrv.dataset.DefinitionJson;
import io.obsrv.event.Contradictions;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.RowRefill;
import io.obsrv.event.StoredRow;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings stored rows along to a version that is not live yet, some at a time, while the live one
 * takes records: new places of columns get their values, new aggregate tables their groups. Notes
 * with each chunk how far it is, so that a broken one goes on. Rows that come meanwhile have higher
 * numbers and are done when the version is activated; if one that was done goes, the tables are
 * filled anew then.
 *
 * @param upTo the highest number of a row that is done
 * @param removed how many rows of the dataset had ever gone when it began
 */
record Backfill(long upTo, long removed) {
  private static final int CHUNK = 1_000;

  /** Whether a version is the one whose backfill was begun. */
  static boolean isOf(Session session, Layout layout) {
    return lock(session, layout).isPresent();
  }

  /**
   * Waits for the row and holds it until the end of the transaction: of several who finish the same
   * publication, one at a time adds rows to its tables.
   */
  static Optional<Backfill> lock(Session session, Layout layout) {
    return session
        .query(
            """
            select row_seq, removed from <schema>._backfill where content_hash = :hash for update
            """)
        .bind("hash", DefinitionJson.contentHash(layout.definition()))
        .map((row, context) -> new Backfill(row.getLong("row_seq"), row.getLong("removed")))
        .findOne();
  }

  /** Begins at the first row, and forgets any other. */
  static void begin(Session session, Layout layout) {
    end(session);
    session
        .update(
            """
            insert into <schema>._backfill (content_hash, row_seq, removed)
            select :hash, 0, removed from <schema>._control
            """)
        .bind("hash", DefinitionJson.contentHash(layout.definition()))
        .execute();
  }

  static void end(Session session) {
    session.update("delete from <schema>._backfill").execute();
  }

  /**
   * Brings the next rows along.
   *
   * @return whether there may be more
   */
  static boolean step(Session session, Layout layout, OnContradiction policy, Hold hold)
      throws SQLException {
    if (layout.upserts() || isExpiring(layout)) {
      // A commit, or what expires, may remove the very rows, in another order.
      Control.lock(session);
    }
    Optional<Backfill> begun = lock(session, layout);
    hold.require();
    if (begun.isEmpty() || Control.read(session).liveVersion() == layout.version()) {
      return false;
    }
    RowRefill refill = RowRefill.of(layout);
    List<StoredRow> raw =
        RowTable.read(
            session,
            refill.reads(),
            StoredNames.of(session, Namespace.ROWS),
            begun.get().upTo(),
            Long.MAX_VALUE,
            CHUNK);
    if (raw.isEmpty()) {
      return false;
    }
    Set<String> maintained = Activation.maintained(session);
    List<Rollup> fresh =
        layout.rollups().stream()
            .filter(rollup -> !maintained.contains(Namespace.tableOf(rollup)))
            .toList();
    if (begun.get().upTo() == 0) {
      for (Rollup rollup : fresh) {
        session.execute("delete from " + GroupTable.table(session, rollup));
      }
    }
    List<StoredRow> rows = take(session, layout, refill, raw, policy);
    for (Rollup rollup : fresh) {
      StaleGroups unused =
          GroupTable.change(session, RollupChange.of(rollup, GroupTable.contents(rows), List.of()));
    }
    done(session, raw.get(raw.size() - 1).sequence());
    return raw.size() == CHUNK;
  }

  private static boolean isExpiring(Layout layout) {
    return layout.previous().flatMap(before -> before.definition().retention()).isPresent();
  }

  /** Makes rows into rows of the version, and stores what they lack. */
  static List<StoredRow> take(
      Session session, Layout layout, RowRefill refill, List<StoredRow> raw, OnContradiction policy)
      throws SQLException {
    Contradictions contradictions = new Contradictions();
    List<StoredRow> rows = new ArrayList<>(raw.size());
    raw.forEach(row -> rows.add(refill.refill(row, contradictions)));
    policy.decide(layout, contradictions);
    RowTable.refill(session, layout, rows);
    return rows;
  }

  private static void done(Session session, long upTo) {
    session.update("update <schema>._backfill set row_seq = :upTo").bind("upTo", upTo).execute();
  }
}
