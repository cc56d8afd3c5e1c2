package io.obsrv.jdbc;

import io.obsrv.dataset.Location;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.RowsState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.Query;

/**
 * A dataset's control row: which version is live, whether it takes records, and what its commits
 * have counted, without causes and warnings. Whoever holds its lock writes alone.
 *
 * @param liveVersion the live version; 0 if none ever was
 * @param admits whether records are taken
 * @param counters what was counted; an accepted record's number is the next of those accepted
 * @param lastQuarantine the highest number that a record in quarantine got
 * @param removed how many rows have gone, ever
 * @param location where the namespace is, as it was told when it was made
 * @param remembersSince when the first commit was, before which no key was accepted here; empty
 *     before it
 */
record Control(
    int liveVersion,
    boolean admits,
    Counters counters,
    long lastQuarantine,
    long removed,
    Location location,
    Optional<Instant> remembersSince) {

  static Control read(Session session) {
    return map(
        session.query(
            """
            select live_version, admits, received, accepted, accepted_bytes, duplicates, quarantined,
              discarded, row_count, last_quarantine, last_commit, newest_event_time, removed, location,
              remembers_since
            from <schema>._control
            """));
  }

  /** What the rows of the dataset are. */
  RowsState state() {
    return new RowsState(liveVersion, counters.accepted(), removed);
  }

  /** Waits for the row and holds it until the end of the transaction. */
  static Control lock(Session session) {
    return map(
        session.query(
            """
            select live_version, admits, received, accepted, accepted_bytes, duplicates, quarantined,
              discarded, row_count, last_quarantine, last_commit, newest_event_time, removed, location,
              remembers_since
            from <schema>._control for update
            """));
  }

  /** Refuses a version of another location than the one that the namespace was made for. */
  void refuseElsewhere(Layout layout) {
    if (liveVersion > 0) {
      layout.refuseAt(location);
    }
  }

  /** The location that the namespace was made for; empty as long as it can be made for another. */
  static Optional<Location> location(Session session) {
    Control control = read(session);
    return control.liveVersion() > 0 ? Optional.of(control.location()) : Optional.empty();
  }

  /** Says which location a namespace is made for, once and for all. */
  static void settleAt(Session session, Layout layout) {
    read(session).refuseElsewhere(layout);
    session
        .update("update <schema>._control set location = :location where live_version = 0")
        .bind("location", layout.location().name())
        .execute();
  }

  /** Everything that was counted, in one statement and so of one moment. */
  static Counters readWithCauses(Session session) {
    Map<String, Long> causes = new TreeMap<>();
    Map<String, Long> warnings = new TreeMap<>();
    List<Control> rows =
        session
            .query(
                """
                select live_version, admits, received, accepted, accepted_bytes, duplicates, quarantined,
                  discarded, row_count, last_quarantine, last_commit, newest_event_time, removed, location,
                  remembers_since, kind, name, records
                from <schema>._control left join (
                  select 'cause' as kind, code as name, records from <schema>._causes
                  where records <> 0
                  union all
                  select 'warning' as kind, rule as name, records from <schema>._warnings
                ) counted on true
                """)
            .map(
                (row, context) -> {
                  String kind = row.getString("kind");
                  if (kind != null) {
                    (kind.equals("cause") ? causes : warnings)
                        .put(row.getString("name"), row.getLong("records"));
                  }
                  return read(row);
                })
            .list();
    return rows.get(0).counters().with(causes, warnings);
  }

  /** Writes what is counted now, and the highest number of a record in quarantine. */
  static void count(Session session, Counters counters, long lastQuarantine) {
    session
        .update(
            """
            update <schema>._control
            set received = :received, accepted = :accepted, accepted_bytes = :acceptedBytes,
              duplicates = :duplicates, quarantined = :quarantined, discarded = :discarded,
              row_count = :rows, last_quarantine = :lastQuarantine,
              last_commit = :lastCommit, newest_event_time = :newestEventTime,
              remembers_since = coalesce(remembers_since, :lastCommit)
            """)
        .bind("received", counters.received())
        .bind("accepted", counters.accepted())
        .bind("acceptedBytes", counters.acceptedBytes())
        .bind("duplicates", counters.duplicates())
        .bind("quarantined", counters.quarantined())
        .bind("discarded", counters.discarded())
        .bind("rows", counters.rows())
        .bind("lastQuarantine", lastQuarantine)
        .bindByType("lastCommit", utc(counters.lastCommit()), OffsetDateTime.class)
        .bindByType("newestEventTime", utc(counters.newestEventTime()), OffsetDateTime.class)
        .execute();
  }

  /** Notes that rows have gone. */
  static void removed(Session session, int rows) {
    session
        .update("update <schema>._control set removed = removed + :rows")
        .bind("rows", rows)
        .execute();
  }

  /** The first version lets records in; a later one leaves that as it is. */
  static void switchTo(Session session, int version) {
    session
        .update(
            """
            update <schema>._control set live_version = :version,
              admits = case when live_version = 0 then true else admits end
            """)
        .bind("version", version)
        .execute();
  }

  /** Has no effect before a version is live. */
  static boolean admit(Session session, boolean open) {
    return session
            .update("update <schema>._control set admits = :open where live_version > 0")
            .bind("open", open)
            .execute()
        == 1;
  }

  private static Control map(Query query) {
    return query.map((row, context) -> read(row)).one();
  }

  private static Control read(ResultSet row) throws SQLException {
    return new Control(
        row.getInt("live_version"),
        row.getBoolean("admits"),
        new Counters(
            row.getLong("received"),
            row.getLong("accepted"),
            row.getLong("accepted_bytes"),
            row.getLong("duplicates"),
            row.getLong("quarantined"),
            row.getLong("discarded"),
            row.getLong("row_count"),
            Map.of(),
            Map.of(),
            instant(row, "last_commit"),
            instant(row, "newest_event_time")),
        row.getLong("last_quarantine"),
        row.getLong("removed"),
        Location.of(row.getString("location")),
        instant(row, "remembers_since"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(Values.instant(row, row.findColumn(column)));
  }

  @SuppressWarnings("NullAway") // JDBI takes null for no value
  private static OffsetDateTime utc(Optional<Instant> instant) {
    return instant.map(Values::utc).orElse(null);
  }
}
