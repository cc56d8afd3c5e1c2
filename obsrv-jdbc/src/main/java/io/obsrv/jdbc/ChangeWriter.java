package io.obsrv.jdbc;

import io.obsrv.dataset.AuditHead;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetExistsException;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.StaleRevisionException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Writes a change of the registry, if the dataset still is what the change was made from. */
final class ChangeWriter {
  private ChangeWriter() {}

  static boolean write(Session session, Change change) {
    DatasetId id = change.audit().id();
    AuditHead head = AuditHeads.lock(session, id.value());
    if (change.expected().isEmpty()) {
      change.next().ifPresent(next -> create(session, next));
    } else {
      long seen = change.expected().get().revision();
      boolean isWritten =
          change.next().isPresent()
              ? DatasetRows.replace(session, change.next().get(), seen)
              : DatasetRows.remove(session, id, seen);
      if (!isWritten) {
        long found = DatasetRows.find(session, id).map(Dataset::revision).orElse(0L);
        throw new StaleRevisionException(id, seen, found);
      }
    }
    if (change.next().isEmpty()) {
      VersionRows.removeAll(session, id);
    }
    change.versions().forEach(version -> VersionRows.put(session, version));
    AuditRows.add(session, head, change.audit());
    return true;
  }

  private static void create(Session session, Dataset dataset) {
    try {
      DatasetRows.add(session, dataset);
    } catch (UnableToExecuteStatementException e) {
      if (Failures.sql(e).filter(Failures::isUniqueViolation).isPresent()) {
        throw new DatasetExistsException(dataset.id());
      }
      throw e;
    }
  }
}
