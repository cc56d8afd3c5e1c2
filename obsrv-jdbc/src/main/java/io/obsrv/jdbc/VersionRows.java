package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.dataset.Review;
import io.obsrv.dataset.VersionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** The registry's table of versions. */
final class VersionRows {
  private VersionRows() {}

  static Optional<DatasetVersion> find(Session session, DatasetId id, int number) {
    return map(
            session
                .query(
                    """
                    select dataset, number, status, definition, content_hash, author, created_at,
                      reviewer, reviewed_at, review
                    from <schema>.versions where dataset = :dataset and number = :number
                    """)
                .bind("dataset", id.value())
                .bind("number", number))
        .stream()
        .findFirst();
  }

  static List<DatasetVersion> all(Session session, DatasetId id) {
    return map(
        session
            .query(
                """
                select dataset, number, status, definition, content_hash, author, created_at,
                  reviewer, reviewed_at, review
                from <schema>.versions where dataset = :dataset order by number
                """)
            .bind("dataset", id.value()));
  }

  /** Writes a version, new or changed. */
  static void put(Session session, DatasetVersion version) {
    int changed =
        bind(
                session.update(
                    """
                    update <schema>.versions
                    set status = :status, definition = :definition, content_hash = :contentHash,
                      author = :author, created_at = :createdAt,
                      reviewer = :reviewer, reviewed_at = :reviewedAt, review = :review
                    where dataset = :dataset and number = :number
                    """),
                version)
            .execute();
    if (changed == 0) {
      bind(
              session.update(
                  """
                  insert into <schema>.versions
                    (dataset, number, status, definition, content_hash, author, created_at,
                     reviewer, reviewed_at, review)
                  values (:dataset, :number, :status, :definition, :contentHash, :author, :createdAt,
                     :reviewer, :reviewedAt, :review)
                  """),
              version)
          .execute();
    }
  }

  static void removeAll(Session session, DatasetId id) {
    session
        .update("delete from <schema>.versions where dataset = :dataset")
        .bind("dataset", id.value())
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, DatasetVersion version) {
    Optional<Review> review = version.review();
    return statement
        .bind("dataset", version.id().value())
        .bind("number", version.number())
        .bind("status", version.status().name())
        .bind("definition", DefinitionJson.write(version.definition()))
        .bind("contentHash", version.contentHash())
        .bind("author", version.author())
        .bind("createdAt", Values.utc(version.createdAt()))
        .bind("reviewer", review.map(Review::reviewer).orElse(null))
        .bind("reviewedAt", review.map(Review::at).map(Values::utc).orElse(null))
        .bind("review", review.map(Review::comment).orElse(null));
  }

  private static List<DatasetVersion> map(Query query) {
    return query.map((row, context) -> read(row)).list();
  }

  private static DatasetVersion read(ResultSet row) throws SQLException {
    return new DatasetVersion(
        DatasetId.of(row.getString("dataset")),
        row.getInt("number"),
        VersionStatus.valueOf(row.getString("status")),
        DefinitionJson.read(row.getString("definition")),
        row.getString("content_hash"),
        row.getString("author"),
        instant(row, "created_at"),
        review(row));
  }

  private static Optional<Review> review(ResultSet row) throws SQLException {
    String reviewer = row.getString("reviewer");
    return reviewer == null
        ? Optional.empty()
        : Optional.of(new Review(reviewer, instant(row, "reviewed_at"), row.getString("review")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(Values.instant(row, row.findColumn(column)));
  }
}
