package io.obsrv.jdbc;

import io.obsrv.event.Changes;
import io.obsrv.event.Claim;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Conflicts;
import io.obsrv.event.Layout;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredRow;
import io.obsrv.event.UniqueRule;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which rows have each value that must be unique. */
final class Claims {
  /** Looks for one owner of each, however many there are. */
  private static final String OWNED =
      """
      select wanted.claim_key from unnest(cast(? as varchar array)) as wanted (claim_key)
      where exists (
        select 1 from %s owner
        where owner.claim_key = wanted.claim_key and not (owner.row_seq = any(?)))
      """;

  private Claims() {}

  static List<CommitResult.Conflict> conflicts(Session session, Changes changes)
      throws SQLException {
    Set<Claim> claims = Conflicts.claims(changes);
    return claims.isEmpty()
        ? List.of()
        : Conflicts.find(changes, owned(session, claims, removed(changes)));
  }

  /** Lets go of the values of rows that go, and takes those of rows that come. */
  static void apply(Session session, Changes changes) throws SQLException {
    List<Long> removed = removed(changes);
    if (!removed.isEmpty()) {
      session.delete("delete from %s where row_seq = any(?)".formatted(table(session)), removed);
    }
    if (!Conflicts.claims(changes).isEmpty()) {
      take(session, changes.added());
    }
  }

  /** Claims the values of the rows there are, for a rule that is new. */
  static void fill(Session session, Layout layout, UniqueRule rule) throws SQLException {
    session
        .update("delete from <schema>._owners where rule = :rule")
        .bind("rule", rule.name())
        .execute();
    RowTable.each(session, layout, rows -> fill(session, rule, rows));
  }

  private static void fill(Session session, UniqueRule rule, List<StoredRow> rows)
      throws SQLException {
    List<Owned> owned = new ArrayList<>();
    rows.forEach(
        row ->
            rule.claim(row.row()).ifPresent(claim -> owned.add(new Owned(row.sequence(), claim))));
    write(session, owned);
  }

  private static void take(Session session, Collection<Placed> added) throws SQLException {
    List<Owned> owned = new ArrayList<>();
    added.forEach(
        placed ->
            placed
                .candidate()
                .claims()
                .forEach(claim -> owned.add(new Owned(placed.sequence(), claim))));
    write(session, owned);
  }

  /** A claim and the row that has it. */
  private record Owned(long row, Claim claim) {}

  private static void write(Session session, List<Owned> owned) throws SQLException {
    TableWriter.into(table(session))
        .column("row_seq", SqlType.BIGINT)
        .column("rule", SqlType.TEXT)
        .column("claim_key", SqlType.TEXT)
        .add(
            session,
            owned,
            each -> new Object[] {each.row(), each.claim().rule(), each.claim().key()});
  }

  /** Which of the claims a row has that is not among those removed. */
  private static Set<Claim> owned(Session session, Set<Claim> claims, List<Long> removed)
      throws SQLException {
    Map<String, Claim> byKey = new HashMap<>();
    claims.forEach(claim -> byKey.put(claim.key(), claim));
    Set<Claim> owned = new HashSet<>();
    try (PreparedStatement statement =
        session.prepare(OWNED.formatted(table(session)), byKey.size())) {
      statement.setArray(1, session.texts(byKey.keySet()));
      statement.setArray(2, session.numbers(removed));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Optional.ofNullable(byKey.get(rows.getString(1))).ifPresent(owned::add);
        }
      }
    }
    return owned;
  }

  private static List<Long> removed(Changes changes) {
    return changes.removed().stream().map(StoredRow::sequence).toList();
  }

  private static String table(Session session) {
    return session.space().table("_owners");
  }
}
