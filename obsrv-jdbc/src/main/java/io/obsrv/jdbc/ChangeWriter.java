package io.obsrv.jdbc;

import io.obsrv.dataset.AuditHead;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetExistsException;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.StaleRevisionException;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Writes a change of the registry, if the dataset still is what the change was made from. */
final class ChangeWriter {
  private ChangeWriter() {}

  /** Writes all or none, locking their names in an order in which nobody waits for each other. */
  static boolean write(Session session, List<Change> changes) {
    changes.stream()
        .sorted(Comparator.comparing(change -> change.audit().id()))
        .forEach(change -> write(session, change));
    return true;
  }

  private static void write(Session session, Change change) {
    DatasetId id = change.audit().id();
    AuditHead head = AuditHeads.lock(session, id.value());
    checkAliases(session, change);
    if (change.expected().isEmpty()) {
      change.next().ifPresent(next -> create(session, next));
    } else {
      Dataset seen = change.expected().get();
      boolean isWritten =
          change.next().isPresent()
              ? DatasetRows.replace(session, change.next().get(), seen.revision())
              : DatasetRows.remove(session, seen);
      if (!isWritten) {
        long found = seen.foundIn(DatasetRows.find(session, id));
        throw new StaleRevisionException(id, seen.revision(), found);
      }
    }
    if (!change.keepsVersions()) {
      VersionRows.removeAll(session, id);
      DraftRows.removeAll(session, id);
    }
    change.versions().forEach(version -> VersionRows.put(session, version));
    change
        .live()
        .ifPresent(live -> DatasetRows.connect(session, id, live.definition().hasConnectors()));
    change.next().ifPresent(next -> DraftRows.keep(session, next.revision(), change.draft()));
    AuditRows.add(session, head, change.audit());
  }

  private static void checkAliases(Session session, Change change) {
    DatasetId id = change.audit().id();
    if (change.expected().isEmpty()) {
      AliasRows.find(session, id)
          .ifPresent(
              target -> {
                throw DatasetExistsException.alias(id, target);
              });
    }
    if (change.letsGo()) {
      AliasRows.of(session, id)
          .ifPresent(
              alias -> {
                throw IllegalMoveException.aliased(change.audit().verb(), id, alias);
              });
    }
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
