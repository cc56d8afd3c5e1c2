package io.obsrv.jdbc;

import io.obsrv.event.Changes;
import io.obsrv.event.Claim;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Conflicts;
import io.obsrv.event.Layout;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredRow;
import io.obsrv.event.UniqueRule;
import io.obsrv.schema.KeyText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which row has each value that must be unique. */
final class Claims {
  private static final String INSERT = "insert into %s (row_seq, rule, claim_key) values (?, ?, ?)";

  private Claims() {}

  static List<CommitResult.Conflict> conflicts(Session session, Changes changes)
      throws SQLException {
    Set<Claim> claims = Conflicts.claims(changes);
    return claims.isEmpty() ? List.of() : Conflicts.find(changes, owners(session, claims));
  }

  /** Lets go of the values of rows that go, and takes those of rows that come. */
  static void apply(Session session, Changes changes) throws SQLException {
    List<Long> removed = changes.removed().stream().map(StoredRow::sequence).toList();
    if (!removed.isEmpty()) {
      session.delete("delete from %s where row_seq = any(?)".formatted(table(session)), removed);
    }
    if (!Conflicts.claims(changes).isEmpty()) {
      take(session, changes.added());
    }
  }

  /**
   * Claims the values of the rows there are, for a rule that is new. Of two rows the first has it.
   */
  static void fill(Session session, Layout layout, UniqueRule rule) throws SQLException {
    session
        .update("delete from <schema>._claims where rule = :rule")
        .bind("rule", rule.name())
        .execute();
    RowTable.each(session, layout, rows -> fill(session, rule, rows));
  }

  private static void fill(Session session, UniqueRule rule, List<StoredRow> rows)
      throws SQLException {
    Map<Claim, Long> claims = new LinkedHashMap<>();
    rows.forEach(
        row -> rule.claim(row.row()).ifPresent(c -> claims.putIfAbsent(c, row.sequence())));
    claims.keySet().removeAll(owners(session, claims.keySet()).keySet());
    try (Batch batch = new Batch(session.prepare(INSERT.formatted(table(session))))) {
      for (Map.Entry<Claim, Long> claim : claims.entrySet()) {
        bind(batch, claim.getKey(), claim.getValue());
      }
      batch.send();
    }
  }

  private static void take(Session session, Collection<Placed> added) throws SQLException {
    try (Batch batch = new Batch(session.prepare(INSERT.formatted(table(session))))) {
      for (Placed placed : added) {
        for (Claim claim : placed.candidate().claims()) {
          bind(batch, claim, placed.sequence());
        }
      }
      batch.send();
    }
  }

  private static void bind(Batch batch, Claim claim, long owner) throws SQLException {
    batch.statement().setLong(1, owner);
    batch.statement().setString(2, claim.rule());
    batch.statement().setString(3, key(claim));
    batch.add();
  }

  private static Map<Claim, Long> owners(Session session, Set<Claim> claims) throws SQLException {
    Map<String, Claim> byKey = new HashMap<>();
    claims.forEach(claim -> byKey.put(key(claim), claim));
    Map<Claim, Long> owners = new HashMap<>();
    if (claims.isEmpty()) {
      return owners;
    }
    String sql =
        "select claim_key, row_seq from %s where claim_key = any(?)".formatted(table(session));
    try (PreparedStatement statement = session.prepare(sql)) {
      statement.setArray(1, session.texts(byKey.keySet()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          long owner = rows.getLong(2);
          Optional.ofNullable(byKey.get(rows.getString(1))).ifPresent(c -> owners.put(c, owner));
        }
      }
    }
    return owners;
  }

  private static String key(Claim claim) {
    return KeyText.of(List.of(claim.rule(), claim.value()));
  }

  private static String table(Session session) {
    return session.space().table("_claims");
  }
}
