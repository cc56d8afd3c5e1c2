package io.obsrv.jdbc;

import io.obsrv.dataset.AuditHead;
import io.obsrv.dataset.AuditRow;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Chains the audit rows of a registry that did not chain them yet. */
final class AuditUpgrade {
  private AuditUpgrade() {}

  /** One row with its key. */
  private record Numbered(long entry, AuditRow row) {}

  /** Bears to be run again, with the same result. */
  static void chain(Handle handle) {
    Map<String, AuditHead> heads = new HashMap<>();
    try (PreparedBatch rows =
        handle.prepareBatch(
            """
            update <schema>.audit set number = :number, previous = :previous, hash = :hash
            where entry = :entry
            """)) {
      handle
          .createQuery("select * from <schema>.audit order by entry")
          .map((row, context) -> new Numbered(row.getLong("entry"), AuditRows.read(row)))
          .list()
          .forEach(
              old -> {
                String name = old.row().dataset();
                AuditRow row = old.row().following(heads.getOrDefault(name, AuditHead.NONE));
                heads.put(name, row.head());
                rows.bind("number", row.number())
                    .bind("previous", row.previous())
                    .bind("hash", row.hash())
                    .bind("entry", old.entry())
                    .add();
              });
      rows.execute();
    }
    begin(handle, heads);
  }

  private static void begin(Handle handle, Map<String, AuditHead> heads) {
    handle.execute("delete from <schema>.audit_heads");
    try (PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into <schema>.audit_heads (dataset, number, hash)
            values (:dataset, :number, :hash)
            """)) {
      heads.forEach(
          (name, head) ->
              batch
                  .bind("dataset", name)
                  .bind("number", head.number())
                  .bind("hash", head.hash())
                  .add());
      batch.execute();
    }
  }
}
