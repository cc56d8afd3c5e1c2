package io.obsrv.jdbc;

import io.obsrv.event.Changes;
import io.obsrv.event.Commit;
import io.obsrv.event.Placed;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** When each deduplication key was last accepted. */
final class Keys {
  private static final String ADDITION =
      """
      insert into %s (key_text, accepted_at)
      select added.key_text, cast(? as timestamp(6) with time zone)
      from unnest(cast(? as varchar array)) as added (key_text)
      """;

  private static final String REFRESHMENT = "update %s set accepted_at = ? where key_text = any(?)";

  private Keys() {}

  /** When each key of a batch that is remembered was accepted last. */
  static Map<String, Instant> accepted(Session session, Commit commit) throws SQLException {
    return find(session, commit.keys());
  }

  /**
   * Remembers the keys of accepted records. Nobody else writes keys meanwhile.
   *
   * @param present those keys of the batch that are remembered already
   */
  static void remember(Session session, Changes changes, Set<String> present, Instant now)
      throws SQLException {
    List<String> accepted = new ArrayList<>();
    changes.accepted().forEach(placed -> placed.candidate().key().ifPresent(accepted::add));
    Map<Boolean, List<String>> keys =
        accepted.stream().collect(Collectors.partitioningBy(present::contains));
    write(session, ADDITION, keys.getOrDefault(false, List.of()), now);
    write(session, REFRESHMENT, keys.getOrDefault(true, List.of()), now);
  }

  /**
   * Forgets some that are too old: with every thousandth record, so that few are not slowed down.
   */
  static void forget(
      Session session, Commit commit, Control control, Changes changes, Instant now) {
    List<Placed> accepted = changes.accepted();
    if (!accepted.isEmpty()) {
      long last = accepted.get(accepted.size() - 1).sequence();
      long thousands = last / 1_000 - (accepted.get(0).sequence() - 1) / 1_000;
      Forgetting.KEYS.step(session, commit, control, 1_000 * thousands, now);
    }
  }

  private static Map<String, Instant> find(Session session, Collection<String> keys)
      throws SQLException {
    Map<String, Instant> found = new HashMap<>();
    session.select(
        "select key_text, accepted_at from %s where key_text = any(?)".formatted(table(session)),
        Elements.texts(keys),
        row -> found.put(row.getString(1), Objects.requireNonNull(Values.instant(row, 2))));
    return found;
  }

  private static void write(Session session, String sql, List<String> keys, Instant now)
      throws SQLException {
    session.each(
        sql.formatted(table(session)),
        Elements.texts(keys),
        (statement, array) -> {
          statement.setObject(1, Values.utc(now));
          statement.setArray(2, array);
          statement.executeUpdate();
        });
  }

  private static String table(Session session) {
    return session.space().table("_keys");
  }
}
