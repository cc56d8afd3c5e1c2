package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.Review;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The registry's table of what reviewers said; rows are only added. */
final class ReviewRows {
  private ReviewRows() {}

  static List<Review> of(Session session, DatasetId id, int number) {
    return session
        .query(
            """
            select reviewer, reviewed_at, verdict, comment, content_hash
            from <schema>.reviews where dataset = :dataset and number = :number order by position
            """)
        .bind("dataset", id.value())
        .bind("number", number)
        .map((row, context) -> read(row))
        .list();
  }

  static Map<Integer, List<Review>> all(Session session, DatasetId id) {
    Map<Integer, List<Review>> all = new HashMap<>();
    session
        .query(
            """
            select number, reviewer, reviewed_at, verdict, comment, content_hash
            from <schema>.reviews where dataset = :dataset order by position
            """)
        .bind("dataset", id.value())
        .map(
            (row, context) ->
                all.computeIfAbsent(row.getInt("number"), n -> new ArrayList<>()).add(read(row)))
        .list();
    return all;
  }

  /** Adds those that are not there yet. */
  static void put(Session session, DatasetVersion version) {
    for (int i = of(session, version.id(), version.number()).size();
        i < version.reviews().size();
        i++) {
      add(session, version, i);
    }
  }

  static void removeAll(Session session, DatasetId id) {
    session
        .update("delete from <schema>.reviews where dataset = :dataset")
        .bind("dataset", id.value())
        .execute();
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

  private static Review read(ResultSet row) throws SQLException {
    return new Review(
        row.getString("reviewer"),
        Objects.requireNonNull(Values.instant(row, row.findColumn("reviewed_at"))),
        Review.Verdict.valueOf(row.getString("verdict")),
        row.getString("comment"),
        row.getString("content_hash"));
  }
}
