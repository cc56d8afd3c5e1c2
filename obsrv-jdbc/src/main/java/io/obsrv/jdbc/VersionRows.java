package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.dataset.NewerReleaseException;
import io.obsrv.dataset.VersionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** The registry's table of versions. */
final class VersionRows {
  private VersionRows() {}

  static Optional<DatasetVersion> find(Session session, DatasetId id, int number) {
    return read(select(session, id, "v.number = :number").bind("number", number)).stream()
        .findFirst();
  }

  static List<DatasetVersion> all(Session session, DatasetId id) {
    return read(select(session, id, "true"));
  }

  private static Query select(Session session, DatasetId id, String condition) {
    return session
        .query(
            """
            select v.dataset, v.number, v.status, v.definition, v.content_hash, v.author,
              v.created_at,
              r.reviewer, r.reviewed_at, r.verdict, r.comment, r.content_hash as reviewed_hash
            from <schema>.versions v
              left join <schema>.reviews r on r.dataset = v.dataset and r.number = v.number
            where v.dataset = :dataset and <condition> order by v.number, r.position
            """)
        .define("condition", condition)
        .bind("dataset", id.value());
  }

  /**
   * Reads versions with what reviewers said of them, a row each: one statement sees both as they
   * were at one moment, whoever writes meanwhile.
   */
  private static List<DatasetVersion> read(Query query) {
    Map<Integer, DatasetVersion> versions = new LinkedHashMap<>();
    query
        .map(
            (row, context) -> {
              int number = row.getInt("number");
              DatasetVersion present = versions.get(number);
              return versions.put(number, reviewed(row, present == null ? read(row) : present));
            })
        .list();
    return List.copyOf(versions.values());
  }

  private static DatasetVersion reviewed(ResultSet row, DatasetVersion version)
      throws SQLException {
    return row.getString("reviewer") == null
        ? version
        : version.reviewed(version.status(), ReviewRows.read(row));
  }

  /** Writes a version, new or changed. */
  static void put(Session session, DatasetVersion version) {
    int changed =
        bind(
                session.update(
                    """
                    update <schema>.versions
                    set status = :status, definition = :definition, content_hash = :contentHash,
                      author = :author, created_at = :createdAt
                    where dataset = :dataset and number = :number
                    """),
                version)
            .execute();
    if (changed == 0) {
      bind(
              session.update(
                  """
                  insert into <schema>.versions
                    (dataset, number, status, definition, content_hash, author, created_at)
                  values (:dataset, :number, :status, :definition, :contentHash, :author, :createdAt)
                  """),
              version)
          .execute();
    }
    ReviewRows.put(session, version);
  }

  static void removeAll(Session session, DatasetId id) {
    ReviewRows.removeAll(session, id);
    session
        .update("delete from <schema>.versions where dataset = :dataset")
        .bind("dataset", id.value())
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, DatasetVersion version) {
    return statement
        .bind("dataset", version.id().value())
        .bind("number", version.number())
        .bind("status", version.status().name())
        .bind("definition", DefinitionJson.write(version.definition()))
        .bind("contentHash", version.contentHash())
        .bind("author", version.author())
        .bind("createdAt", Values.utc(version.createdAt()));
  }

  private static DatasetVersion read(ResultSet row) throws SQLException {
    return new DatasetVersion(
        DatasetId.of(row.getString("dataset")),
        row.getInt("number"),
        NewerReleaseException.read(
            row.getString("status"),
            VersionStatus.class,
            row.getString("dataset"),
            "status of version " + row.getInt("number")),
        DefinitionJson.read(row.getString("definition")),
        row.getString("content_hash"),
        row.getString("author"),
        Objects.requireNonNull(Values.instant(row, row.findColumn("created_at"))),
        List.of());
  }
}
