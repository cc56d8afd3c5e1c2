package io.obsrv.jdbc;

import io.obsrv.dataset.DefinitionJson;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Notes of the datasets of a registry which have connectors, where that was not noted yet. */
final class ConnectedUpgrade {
  private ConnectedUpgrade() {}

  /** Bears to be run again, with the same result. */
  static void note(Handle handle) {
    try (PreparedBatch batch =
        handle.prepareBatch("update <schema>.datasets set connected = true where id = :id")) {
      handle
          .createQuery(
              """
              select d.id, v.definition from <schema>.datasets d
              join <schema>.versions v on v.dataset = d.id and v.number = d.live
              """)
          .map(
              (row, context) ->
                  DefinitionJson.read(row.getString("definition")).hasConnectors()
                      ? row.getString("id")
                      : "")
          .list()
          .stream()
          .filter(id -> !id.isEmpty())
          .forEach(id -> batch.bind("id", id).add());
      batch.execute();
    }
  }
}
