package io.obsrv.jdbc;

import io.obsrv.dataset.Archive;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.NewerReleaseException;
import io.obsrv.dataset.Relocation;
import io.obsrv.dataset.Verb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The registry's table of datasets. */
final class DatasetRows {
  private DatasetRows() {}

  static Optional<Dataset> find(Session session, DatasetId id) {
    return select(session, "id = :id")
        .bind("id", id.value())
        .map((row, context) -> read(row))
        .findOne();
  }

  static List<Dataset> all(Session session, LeftOut leftOut) {
    return list(select(session, "true"), leftOut);
  }

  /** The live ones whose live version has connectors. */
  static List<Dataset> connected(Session session, LeftOut leftOut) {
    return list(select(session, "connected and status = 'LIVE'"), leftOut);
  }

  /** Those of which a move is under way. */
  static List<Dataset> unfinished(Session session, LeftOut leftOut) {
    return list(select(session, "intent is not null"), leftOut);
  }

  /** Those that this release can read. */
  private static List<Dataset> list(Query query, LeftOut leftOut) {
    return query.map((row, context) -> leftOut.unless(() -> read(row))).list().stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** The names of the others. */
  static List<DatasetId> unreadable(Session session, LeftOut leftOut) {
    List<DatasetId> names = new ArrayList<>();
    select(session, "true")
        .map(
            (row, context) -> {
              boolean isRead = leftOut.canRead(() -> read(row));
              return isRead || names.add(DatasetId.of(row.getString("id")));
            })
        .list();
    return names;
  }

  private static Query select(Session session, String condition) {
    return session
        .query(
            """
            select id, status, revision, last_version, live, draft, run, intent, intent_reason,
              relocation, relocation_place, archive_file, archive_sha256, location, created_at
            from <schema>.datasets where <condition>
            """)
        .define("condition", condition);
  }

  /** Notes whether the version that was put in force has connectors. */
  static void connect(Session session, DatasetId id, boolean connected) {
    session
        .update("update <schema>.datasets set connected = :connected where id = :id")
        .bind("connected", connected)
        .bind("id", id.value())
        .execute();
  }

  static void add(Session session, Dataset dataset) {
    bind(
            session.update(
                """
                insert into <schema>.datasets
                  (id, status, revision, last_version, live, draft, run, intent, intent_reason,
                   relocation, relocation_place, archive_file, archive_sha256, location, created_at)
                values (:id, :status, :revision, :lastVersion, :live, :draft, :run, :intent, :reason,
                  :relocation, :relocationPlace, :file, :sha256, :location, :createdAt)
                """),
            dataset)
        .execute();
  }

  /** Writes a dataset if it still has the revision that was seen, and is no other of its name. */
  static boolean replace(Session session, Dataset dataset, long seen) {
    return bind(
                session.update(
                    """
                    update <schema>.datasets
                    set status = :status, revision = :revision, last_version = :lastVersion,
                      live = :live, draft = :draft, run = :run, intent = :intent,
                      intent_reason = :reason, relocation = :relocation,
                      relocation_place = :relocationPlace, archive_file = :file,
                      archive_sha256 = :sha256, location = :location
                    where id = :id and revision = :seen and created_at = :createdAt
                    """),
                dataset)
            .bind("seen", seen)
            .execute()
        == 1;
  }

  /** Removes a dataset if it still has the revision that was seen, and is no other of its name. */
  static boolean remove(Session session, Dataset seen) {
    return session
            .update(
                """
                delete from <schema>.datasets
                where id = :id and revision = :seen and created_at = :createdAt
                """)
            .bind("id", seen.id().value())
            .bind("seen", seen.revision())
            .bind("createdAt", Values.utc(seen.createdAt()))
            .execute()
        == 1;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Dataset dataset) {
    Optional<Relocation> relocation = dataset.intent().flatMap(Intent::relocation);
    return statement
        .bind("id", dataset.id().value())
        .bind("status", dataset.status().name())
        .bind("revision", dataset.revision())
        .bind("lastVersion", dataset.lastVersion())
        .bind("live", boxed(dataset.live()))
        .bind("draft", boxed(dataset.draft()))
        .bind("run", dataset.run().name())
        .bind("intent", dataset.intent().map(intent -> intent.verb().name()).orElse(null))
        .bind("reason", dataset.intent().map(Intent::reason).orElse(null))
        .bind("relocation", relocation.map(r -> r.phase().name()).orElse(null))
        .bind("relocationPlace", relocation.map(r -> r.place().name()).orElse(null))
        .bind("file", dataset.archive().map(Archive::file).orElse(null))
        .bind("sha256", dataset.archive().map(Archive::sha256).orElse(null))
        .bind("location", dataset.location().name())
        .bind("createdAt", Values.utc(dataset.createdAt()));
  }

  private static Dataset read(ResultSet row) throws SQLException {
    return new Dataset(
        DatasetId.of(row.getString("id")),
        word(row, "status", DatasetStatus.class),
        row.getLong("revision"),
        row.getInt("last_version"),
        optional(row, "live"),
        optional(row, "draft"),
        word(row, "run", Dataset.Run.class),
        intent(row),
        archive(row),
        Location.of(row.getString("location")),
        Objects.requireNonNull(Values.instant(row, row.findColumn("created_at"))));
  }

  private static Optional<Intent> intent(ResultSet row) throws SQLException {
    if (row.getString("intent") == null) {
      return Optional.empty();
    }
    String reason = row.getString("intent_reason");
    return Optional.of(
        new Intent(
            word(row, "intent", Verb.class),
            Objects.requireNonNullElse(reason, ""),
            relocation(row)));
  }

  private static Optional<Relocation> relocation(ResultSet row) throws SQLException {
    if (row.getString("relocation") == null) {
      return Optional.empty();
    }
    String place = row.getString("relocation_place");
    return Optional.of(
        new Relocation(
            word(row, "relocation", Relocation.Phase.class),
            Location.of(Objects.requireNonNull(place))));
  }

  private static <E extends Enum<E>> E word(ResultSet row, String column, Class<E> words)
      throws SQLException {
    return NewerReleaseException.read(row.getString(column), words, row.getString("id"), column);
  }

  private static Optional<Archive> archive(ResultSet row) throws SQLException {
    String file = row.getString("archive_file");
    String sha256 = row.getString("archive_sha256");
    return Optional.ofNullable(file).map(name -> new Archive(name, Objects.requireNonNull(sha256)));
  }

  static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? (Integer) value.getAsInt() : null;
  }

  static OptionalInt optional(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
