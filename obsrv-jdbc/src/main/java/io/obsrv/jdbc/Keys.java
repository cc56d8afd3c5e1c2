package io.obsrv.jdbc;

import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** When each deduplication key was last accepted. */
final class Keys {
  private Keys() {}

  /**
   * Finds duplicates, and remembers the keys of the others.
   *
   * @return the positions of candidates whose key was accepted within the window, or earlier in the
   *     batch
   */
  static Set<Integer> remember(Session session, Commit commit, Instant now) throws SQLException {
    Map<String, Instant> known = find(session, keys(commit.candidates()));
    Duration window = commit.layout().definition().dedupWindow();
    Set<Integer> duplicates = new HashSet<>();
    Set<String> accepted = new HashSet<>();
    List<String> added = new ArrayList<>();
    List<String> renewed = new ArrayList<>();
    for (Candidate candidate : commit.candidates()) {
      if (candidate.key().isEmpty()) {
        continue;
      }
      String key = candidate.key().get();
      Instant seen = known.get(key);
      boolean isKnown = seen != null && Duration.between(seen, now).compareTo(window) <= 0;
      if (isKnown || !accepted.add(key)) {
        duplicates.add(candidate.index());
      } else {
        (seen == null ? added : renewed).add(key);
      }
    }
    // Nobody else writes keys while the control row is locked.
    write(session, "insert into %s (accepted_at, key_text) values (?, ?)", added, now);
    write(session, "update %s set accepted_at = ? where key_text = ?", renewed, now);
    return duplicates;
  }

  private static Set<String> keys(List<Candidate> candidates) {
    Set<String> keys = new HashSet<>();
    candidates.forEach(candidate -> candidate.key().ifPresent(keys::add));
    return keys;
  }

  private static Map<String, Instant> find(Session session, Collection<String> keys)
      throws SQLException {
    Map<String, Instant> found = new HashMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    String sql =
        "select key_text, accepted_at from %s where key_text = any(?)".formatted(table(session));
    try (PreparedStatement statement = session.prepare(sql)) {
      statement.setArray(1, session.connection().createArrayOf("varchar", keys.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), Objects.requireNonNull(Values.instant(rows, 2)));
        }
      }
    }
    return found;
  }

  private static void write(Session session, String sql, List<String> keys, Instant now)
      throws SQLException {
    try (Batch batch = new Batch(session.prepare(sql.formatted(table(session))))) {
      for (String key : keys) {
        batch.statement().setObject(1, Values.utc(now));
        batch.statement().setString(2, key);
        batch.add();
      }
      batch.send();
    }
  }

  private static String table(Session session) {
    return session.space().table("_keys");
  }
}
