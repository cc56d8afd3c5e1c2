package io.obsrv.jdbc;

import io.obsrv.dataset.AliasChange;
import io.obsrv.dataset.AuditHead;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetExistsException;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.StaleAliasException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The registry's table of what aliases stand for. */
final class AliasRows {
  private AliasRows() {}

  static Optional<DatasetId> find(Session session, DatasetId alias) {
    return session
        .query("select target from <schema>.aliases where name = :name")
        .bind("name", alias.value())
        .map((row, context) -> DatasetId.of(row.getString("target")))
        .findOne();
  }

  /** One of the aliases of a dataset, if it has any. */
  static Optional<DatasetId> of(Session session, DatasetId target) {
    return session
        .query("select min(name) as name from <schema>.aliases where target = :target")
        .bind("target", target.value())
        .map((row, context) -> Optional.ofNullable(row.getString("name")).map(DatasetId::of))
        .one();
  }

  static SortedMap<DatasetId, DatasetId> all(Session session) {
    SortedMap<DatasetId, DatasetId> all = new TreeMap<>();
    session
        .query("select name, target from <schema>.aliases")
        .map(
            (row, context) ->
                all.put(DatasetId.of(row.getString("name")), DatasetId.of(row.getString("target"))))
        .list();
    return all;
  }

  /** Writes a change if the alias still stands for what the change was made from. */
  static boolean write(Session session, AliasChange change) {
    DatasetId alias = change.alias();
    Stream.concat(Stream.of(alias), change.next().stream())
        .sorted()
        .forEach(name -> AuditHeads.lock(session, name.value()));
    AuditHead head = AuditHeads.lock(session, alias.value());
    if (DatasetRows.find(session, alias).isPresent()) {
      throw DatasetExistsException.dataset(alias);
    }
    Optional<DatasetId> present = find(session, alias);
    if (!present.equals(change.expected())) {
      throw new StaleAliasException(alias, change.expected(), present);
    }
    remove(session, alias);
    change.next().ifPresent(target -> add(session, alias, target));
    AuditRows.add(session, head, change.audit());
    return true;
  }

  private static void remove(Session session, DatasetId alias) {
    session
        .update("delete from <schema>.aliases where name = :name")
        .bind("name", alias.value())
        .execute();
  }

  private static void add(Session session, DatasetId alias, DatasetId target) {
    Dataset dataset =
        DatasetRows.find(session, target).orElseThrow(() -> NotFoundException.dataset(target));
    if (dataset.isPurged()) {
      throw NotFoundException.purged(target);
    }
    session
        .update("insert into <schema>.aliases (name, target) values (:name, :target)")
        .bind("name", alias.value())
        .bind("target", target.value())
        .execute();
  }
}
