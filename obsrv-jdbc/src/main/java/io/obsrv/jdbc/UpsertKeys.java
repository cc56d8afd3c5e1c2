package io.obsrv.jdbc;

import io.obsrv.event.Candidate;
import io.obsrv.event.Changes;
import io.obsrv.event.Commit;
import io.obsrv.event.KeyState;
import io.obsrv.event.Layout;
import io.obsrv.event.Placed;
import io.obsrv.event.RowKeys;
import io.obsrv.event.StoredRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of a dataset that has one row per key: which record wrote each last, and when. */
final class UpsertKeys {
  private UpsertKeys() {}

  private record Written(long sequence, Optional<Instant> eventTime) {}

  /** What is known of the keys of a batch. */
  static Map<String, KeyState> states(Session session, Commit commit) throws SQLException {
    Map<String, Written> written = find(session, keys(commit.candidates()));
    Map<Long, StoredRow> rows = rows(session, commit.layout(), written);
    Map<String, KeyState> states = new HashMap<>();
    written.forEach(
        (key, last) ->
            states.put(
                key,
                new KeyState(last.eventTime(), Optional.ofNullable(rows.get(last.sequence())))));
    return states;
  }

  /** The rows of some keys, without those that are not there. */
  static Map<String, StoredRow> rows(Session session, Layout layout, Set<String> keys)
      throws SQLException {
    Map<String, Written> written = find(session, keys);
    Map<Long, StoredRow> rows = rows(session, layout, written);
    Map<String, StoredRow> found = new HashMap<>();
    written.forEach(
        (key, last) ->
            Optional.ofNullable(rows.get(last.sequence())).ifPresent(row -> found.put(key, row)));
    return found;
  }

  private static Map<Long, StoredRow> rows(
      Session session, Layout layout, Map<String, Written> written) throws SQLException {
    return RowTable.read(
        session,
        layout,
        StoredNames.of(session, Namespace.ROWS),
        written.values().stream().map(Written::sequence).toList());
  }

  /**
   * Remembers which records wrote their keys. Nobody else writes keys meanwhile.
   *
   * @param present those keys of the batch that are remembered already
   */
  static void remember(
      Session session, Commit commit, Changes changes, Set<String> present, Instant at)
      throws SQLException {
    Map<String, Placed> latest = new LinkedHashMap<>();
    changes.accepted().forEach(p -> latest.put(p.candidate().key().orElseThrow(), p));
    if (latest.isEmpty()) {
      return;
    }
    List<Placed> added = new ArrayList<>();
    List<Placed> changed = new ArrayList<>();
    latest.forEach((key, placed) -> (present.contains(key) ? changed : added).add(placed));
    TableWriter writer = writer(session);
    writer.add(session, added, placed -> values(placed, at));
    writer.change(session, changed, placed -> values(placed, at));
    Removals.replace(session, commit, latest);
  }

  /**
   * Forgets the keys of some rows. They are found by what the rows hold; one that reads otherwise
   * by the number of its row, for which all keys are gone through.
   */
  static void forget(Session session, Layout layout, Collection<StoredRow> rows)
      throws SQLException {
    Map<Long, String> keys = keys(layout, rows);
    Map<String, Written> written = find(session, Set.copyOf(keys.values()));
    Set<String> found = new HashSet<>();
    Set<Long> others = new HashSet<>();
    for (StoredRow row : rows) {
      String key = keys.get(row.sequence());
      Written last = key == null ? null : written.get(key);
      if (last != null && last.sequence() == row.sequence()) {
        found.add(key);
      } else {
        others.add(row.sequence());
      }
    }
    forget(session, "key_text", Elements.texts(found));
    forget(session, "row_seq", Elements.numbers(others));
  }

  private static Map<Long, String> keys(Layout layout, Collection<StoredRow> rows) {
    RowKeys keys = new RowKeys(layout);
    Map<Long, String> found = new HashMap<>();
    rows.forEach(row -> keys.key(row.row()).ifPresent(key -> found.put(row.sequence(), key)));
    return found;
  }

  private static void forget(Session session, String column, Elements values) throws SQLException {
    session.update("delete from %s where %s = any(?)".formatted(table(session), column), values);
  }

  /** Writes keys: each with when it was accepted, its row, and when that happened. */
  static TableWriter writer(Session session) {
    return TableWriter.into(table(session))
        .column("key_text", SqlType.TEXT)
        .column("accepted_at", SqlType.TIMESTAMP)
        .column("row_seq", SqlType.BIGINT)
        .column("event_time", SqlType.TIMESTAMP);
  }

  private static @Nullable Object[] values(Placed placed, Instant at) {
    String key = placed.candidate().key().orElseThrow();
    return new @Nullable Object[] {key, at, placed.sequence(), placed.newest().orElse(null)};
  }

  private static Map<String, Written> find(Session session, Set<String> keys) throws SQLException {
    Map<String, Written> found = new HashMap<>();
    session.select(
        "select key_text, row_seq, event_time from %s where key_text = any(?)"
            .formatted(table(session)),
        Elements.texts(keys),
        row ->
            found.put(
                row.getString(1),
                new Written(row.getLong(2), Optional.ofNullable(Values.instant(row, 3)))));
    return found;
  }

  private static Set<String> keys(Collection<Candidate> candidates) {
    Set<String> keys = new HashSet<>();
    candidates.forEach(candidate -> keys.add(candidate.key().orElseThrow()));
    return keys;
  }

  private static String table(Session session) {
    return session.space().table("_keys");
  }
}
