package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Expiry;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineCause;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Stage;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The quarantines of datasets in a database. Whoever changes one holds the lock of its dataset's
 * control row. Has no state of its own.
 */
final class JdbcQuarantineStore implements QuarantineStore {
  private static final String REMOVAL = "remove records from the quarantine of";

  private final Transactions transactions;
  private final Clock clock;

  JdbcQuarantineStore(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public List<QuarantinedEvent> read(DatasetId id, QuarantineFilter filter, long after, int limit) {
    return read(id, List.of(), session -> Quarantine.read(session, filter, after, limit));
  }

  @Override
  public List<QuarantineSize> sizes(DatasetId id, QuarantineFilter filter, long after, int limit) {
    return read(id, List.of(), session -> Quarantine.sizes(session, filter, after, limit));
  }

  @Override
  public long last(DatasetId id) {
    return read(
        id,
        0L,
        session ->
            session.query("select last_quarantine from <schema>._control").mapTo(Long.class).one());
  }

  @Override
  public List<QuarantineCause> causes(DatasetId id) {
    return read(id, List.of(), JdbcQuarantineStore::causes);
  }

  @Override
  public boolean patch(DatasetId id, QuarantinedEvent seen, byte[] raw, String actor) {
    return change(
        id,
        "patch a record in the quarantine of",
        false,
        (session, control) -> {
          if (!Quarantine.holds(session, List.of(seen))) {
            return false;
          }
          session
              .update("update <schema>._quarantine set raw = :raw, form = :form where id = :id")
              .bind("raw", raw)
              .bind("form", seen.form().patched().name())
              .bind("id", seen.id())
              .execute();
          Trail.add(session, List.of(entry(seen.id(), actor, QuarantineAction.PATCHED, "")));
          return true;
        });
  }

  @Override
  public List<Long> remove(
      DatasetId id, List<Long> records, QuarantineAction action, String actor, String reason) {
    return change(
        id,
        REMOVAL,
        List.of(),
        (session, control) -> remove(session, control, records, action, actor, reason));
  }

  @Override
  public List<Long> expire(Expiry expiry, List<Long> records, String actor, String reason) {
    return change(
        expiry.layout().id(),
        REMOVAL,
        List.of(),
        (session, control) ->
            Expiring.isDueNow(session, control, expiry, clock)
                ? remove(session, control, records, QuarantineAction.EXPIRED, actor, reason)
                : List.of());
  }

  private List<Long> remove(
      Session session,
      Control control,
      List<Long> records,
      QuarantineAction action,
      String actor,
      String reason)
      throws SQLException {
    List<Long> present = present(session, records);
    if (!present.isEmpty()) {
      session.update(
          "delete from %s where id = any(?)".formatted(session.space().table("_quarantine")),
          Elements.numbers(present));
      Trail.add(
          session, present.stream().map(record -> entry(record, actor, action, reason)).toList());
      Control.count(
          session, control.counters().plusDiscarded(present.size()), control.lastQuarantine());
    }
    return present;
  }

  @Override
  public List<QuarantineEntry> trail(DatasetId id, long record) {
    return read(id, List.of(), session -> Trail.read(session, record));
  }

  private static List<Long> present(Session session, List<Long> records) throws SQLException {
    List<Long> present = new ArrayList<>();
    session.select(
        "select id from %s where id = any(?) order by id"
            .formatted(session.space().table("_quarantine")),
        Elements.numbers(records),
        row -> present.add(row.getLong(1)));
    return present;
  }

  private static List<QuarantineCause> causes(Session session) {
    return session
        .query(
            """
            select stage, code, count(*) as records, min(received_at) as oldest,
              max(received_at) as newest
            from <schema>._quarantine group by stage, code order by records desc, stage, code
            """)
        .map(
            (row, context) ->
                new QuarantineCause(
                    Stage.valueOf(row.getString("stage")),
                    RejectionCode.valueOf(row.getString("code")),
                    row.getLong("records"),
                    Objects.requireNonNull(Values.instant(row, row.findColumn("oldest"))),
                    Objects.requireNonNull(Values.instant(row, row.findColumn("newest")))))
        .list();
  }

  private QuarantineEntry entry(long record, String actor, QuarantineAction action, String detail) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new QuarantineEntry(record, now, actor, action, detail);
  }

  private <T> T read(DatasetId id, T absent, Work<T> work) {
    return transactions.inDataset(id, Purpose.READ, "read", absent, work);
  }

  /** What is done under the lock of the control row. */
  @FunctionalInterface
  private interface Change<T> {
    T run(Session session, Control control) throws SQLException;
  }

  /** Changes are made one after the other. */
  private <T> T change(DatasetId id, String task, T absent, Change<T> change) {
    return transactions.inDataset(
        id, Purpose.WORK, task, absent, session -> change.run(session, Control.lock(session)));
  }
}
