package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.dataset.Review;
import io.obsrv.dataset.VersionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** The registry's table of versions. */
final class VersionRows {
  private VersionRows() {}

  static Optional<DatasetVersion> find(Session session, DatasetId id, int number) {
    List<Review> reviews = ReviewRows.of(session, id, number);
    return session
        .query(
            """
            select dataset, number, status, definition, content_hash, author, created_at
            from <schema>.versions where dataset = :dataset and number = :number
            """)
        .bind("dataset", id.value())
        .bind("number", number)
        .map((row, context) -> read(row, reviews))
        .findOne();
  }

  static List<DatasetVersion> all(Session session, DatasetId id) {
    Map<Integer, List<Review>> reviews = ReviewRows.all(session, id);
    return session
        .query(
            """
            select dataset, number, status, definition, content_hash, author, created_at
            from <schema>.versions where dataset = :dataset order by number
            """)
        .bind("dataset", id.value())
        .map((row, context) -> read(row, reviews.getOrDefault(row.getInt("number"), List.of())))
        .list();
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

  private static DatasetVersion read(ResultSet row, List<Review> reviews) throws SQLException {
    return new DatasetVersion(
        DatasetId.of(row.getString("dataset")),
        row.getInt("number"),
        VersionStatus.valueOf(row.getString("status")),
        DefinitionJson.read(row.getString("definition")),
        row.getString("content_hash"),
        row.getString("author"),
        Objects.requireNonNull(Values.instant(row, row.findColumn("created_at"))),
        reviews);
  }
}
