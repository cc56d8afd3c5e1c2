package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionJson;
import java.util.Optional;

/** The registry's table of what drafts were at the revisions that changed them. */
final class DraftRows {
  private DraftRows() {}

  static Optional<DatasetDefinition> find(
      Session session, DatasetId id, int number, long revision) {
    return session
        .query(
            """
            select definition from <schema>.drafts
            where dataset = :dataset and number = :number and revision <= :revision
            order by revision desc limit 1
            """)
        .bind("dataset", id.value())
        .bind("number", number)
        .bind("revision", revision)
        .map((row, context) -> DefinitionJson.read(row.getString("definition")))
        .findOne();
  }

  /** Keeps a draft that was written, and lets go of those of earlier versions. */
  static void keep(Session session, long revision, Optional<DatasetVersion> written) {
    if (written.isEmpty()) {
      return;
    }
    DatasetVersion draft = written.get();
    session
        .update("delete from <schema>.drafts where dataset = :dataset and number < :number")
        .bind("dataset", draft.id().value())
        .bind("number", draft.number())
        .execute();
    session
        .update(
            """
            insert into <schema>.drafts (dataset, revision, number, definition)
            values (:dataset, :revision, :number, :definition)
            """)
        .bind("dataset", draft.id().value())
        .bind("revision", revision)
        .bind("number", draft.number())
        .bind("definition", DefinitionJson.write(draft.definition()))
        .execute();
  }

  static void removeAll(Session session, DatasetId id) {
    session
        .update("delete from <schema>.drafts where dataset = :dataset")
        .bind("dataset", id.value())
        .execute();
  }
}
