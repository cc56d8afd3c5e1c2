package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.NewerReleaseException;
import io.obsrv.dataset.Review;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** The registry's table of what reviewers said; rows are only added. */
final class ReviewRows {
  private ReviewRows() {}

  /** Adds those that are not there yet. */
  static void put(Session session, DatasetVersion version) {
    for (int i = count(session, version); i < version.reviews().size(); i++) {
      add(session, version, i);
    }
  }

  static void removeAll(Session session, DatasetId id) {
    session
        .update("delete from <schema>.reviews where dataset = :dataset")
        .bind("dataset", id.value())
        .execute();
  }

  private static int count(Session session, DatasetVersion version) {
    return session
        .query(
            """
            select count(*) from <schema>.reviews where dataset = :dataset and number = :number
            """)
        .bind("dataset", version.id().value())
        .bind("number", version.number())
        .mapTo(Integer.class)
        .one();
  }

  private static void add(Session session, DatasetVersion version, int position) {
    Review review = version.reviews().get(position);
    session
        .update(
            """
            insert into <schema>.reviews
              (dataset, number, position, reviewer, reviewed_at, verdict, comment, content_hash)
            values (:dataset, :number, :position, :reviewer, :reviewedAt, :verdict, :comment,
              :contentHash)
            """)
        .bind("dataset", version.id().value())
        .bind("number", version.number())
        .bind("position", position)
        .bind("reviewer", review.reviewer())
        .bind("reviewedAt", Values.utc(review.at()))
        .bind("verdict", review.verdict().name())
        .bind("comment", review.comment())
        .bind("contentHash", review.contentHash())
        .execute();
  }

  /** Reads one that stands beside its version. */
  static Review read(ResultSet row) throws SQLException {
    return new Review(
        row.getString("reviewer"),
        Objects.requireNonNull(Values.instant(row, row.findColumn("reviewed_at"))),
        NewerReleaseException.read(
            row.getString("verdict"),
            Review.Verdict.class,
            row.getString("dataset"),
            "verdict of version " + row.getInt("number")),
        row.getString("comment"),
        row.getString("reviewed_hash"));
  }
}
