package io.obsrv.jdbc;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Lists;
import io.obsrv.event.Changes;
import io.obsrv.event.Claim;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Conflicts;
import io.obsrv.event.Layout;
import io.obsrv.event.Placed;
import io.obsrv.event.StoredRow;
import io.obsrv.event.UniqueRule;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rows have each value that must be unique. */
final class Claims {
  /** Looks for one owner of each, however many there are. */
  private static final String OWNED =
      """
      select wanted.claim_key from unnest(cast(? as varchar array)) as wanted (claim_key)
      where exists (
        select 1 from %s owner
        where owner.claim_key = wanted.claim_key%s)
      """;

  private static final String IS_NOT_AMONG = " and not (owner.row_seq = any(?))";

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
    session.update(
        "delete from %s where row_seq = any(?)".formatted(table(session)),
        Elements.numbers(removed(changes)));
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
    ListMultimap<String, Long> leaving = leaving(session, removed);
    Set<Claim> owned = new HashSet<>();
    for (List<String> keys : Lists.partition(List.copyOf(byKey.keySet()), Elements.PART)) {
      List<Long> rows = keys.stream().flatMap(key -> leaving.get(key).stream()).toList();
      owned(session, keys, rows).forEach(key -> owned.add(byKey.get(key)));
    }
    return owned;
  }

  /** The removed rows by the claims that they have. */
  private static ListMultimap<String, Long> leaving(Session session, List<Long> removed)
      throws SQLException {
    ListMultimap<String, Long> leaving = ArrayListMultimap.create();
    session.select(
        "select claim_key, row_seq from %s where row_seq = any(?)".formatted(table(session)),
        Elements.numbers(removed),
        row -> leaving.put(row.getString(1), row.getLong(2)));
    return leaving;
  }

  /** Which of some claims a row has that is not among those. */
  private static List<String> owned(Session session, List<String> keys, List<Long> leaving)
      throws SQLException {
    List<Elements> parts = Elements.numbers(leaving).parts();
    List<String> owned = new ArrayList<>();
    session.each(
        OWNED.formatted(table(session), IS_NOT_AMONG.repeat(parts.size())),
        Elements.texts(keys),
        (statement, array) -> {
          int position = 1;
          statement.setArray(position++, array);
          for (Elements part : parts) {
            statement.setArray(position++, part.array(session));
          }
          Session.read(statement, row -> owned.add(row.getString(1)));
        });
    return owned;
  }

  private static List<Long> removed(Changes changes) {
    return changes.removed().stream().map(StoredRow::sequence).toList();
  }

  private static String table(Session session) {
    return session.space().table("_owners");
  }
}
