package io.obsrv.jdbc;

import io.obsrv.event.Contradictions;
import io.obsrv.event.EventTimes;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.RowKeys;
import io.obsrv.event.StoredRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds keys and times of stored rows anew, for a version that has others than the one before. */
final class Rekeying {
  private Rekeying() {}

  /** Of two rows with one key, where that can be, the later has it. */
  static void run(Session session, Layout layout) throws SQLException {
    session.update("delete from <schema>._keys").execute();
    RowKeys keys = new RowKeys(layout);
    Contradictions contradictions = new Contradictions();
    RowTable.each(
        session,
        layout,
        rows -> {
          Map<String, StoredRow> found = new LinkedHashMap<>();
          for (StoredRow row : rows) {
            keys.check(row, contradictions);
            keys.key(row.row()).ifPresent(key -> found.put(key, row));
          }
          OnContradiction.REFUSE.decide(layout, contradictions);
          write(session, layout, found);
        });
  }

  private static void write(Session session, Layout layout, Map<String, StoredRow> rows)
      throws SQLException {
    session.update(
        "delete from %s where key_text = any(?)".formatted(session.space().table("_keys")),
        Elements.texts(rows.keySet()));
    UpsertKeys.writer(session)
        .add(session, rows.entrySet(), entry -> values(layout, entry.getKey(), entry.getValue()));
  }

  private static @Nullable Object[] values(Layout layout, String key, StoredRow row) {
    return layout.upserts()
        ? new @Nullable Object[] {
          key,
          row.receivedAt(),
          row.sequence(),
          EventTimes.of(layout.definition(), row.row()).orElse(null)
        }
        : new @Nullable Object[] {key, row.receivedAt(), null, null};
  }

  /** Finds the newest time of all rows. */
  static void retime(Session session, Layout layout) throws SQLException {
    Newest newest = new Newest();
    RowTable.each(session, layout, rows -> newest.take(layout, rows));
    Control control = Control.read(session);
    Control.count(session, control.counters().withNewest(newest.found), control.lastQuarantine());
  }

  /** The newest time so far. */
  private static final class Newest {
    private Optional<Instant> found = Optional.empty();

    void take(Layout layout, List<StoredRow> rows) {
      found =
          Stream.concat(
                  found.stream(),
                  EventTimes.newest(layout.definition(), GroupTable.contents(rows)).stream())
              .max(Instant::compareTo);
    }
  }
}
