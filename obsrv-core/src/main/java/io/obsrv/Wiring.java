package io.obsrv;

import io.obsrv.connector.Connectors;
import io.obsrv.event.Layouts;
import io.obsrv.event.Leases;
import io.obsrv.ingest.IngestEngine;
import io.obsrv.ingest.IngestPorts;
import io.obsrv.lifecycle.Desk;
import io.obsrv.lifecycle.RowMoves;
import io.obsrv.query.Queries;
import io.obsrv.storage.Storage;
import io.obsrv.telemetry.DatasetsTold;

/** Puts the parts of one library instance together. Used once. */
final class Wiring {
  private final Storage storage;
  private final DatasetsTold telemetry;
  private final Leases leases;
  private final IngestEngine engine;
  private final Desk desk;
  private final Queries queries;

  Wiring(ObsrvBuilder builder) {
    storage = builder.storage();
    telemetry = new DatasetsTold(builder.telemetry());
    Layouts layouts = new Layouts(storage.registry());
    Connectors connectors =
        new Connectors(builder.connectors(), builder.secrets(), builder.clock());
    leases = builder.leases(storage);
    engine =
        new IngestEngine(
            storage.registry(),
            layouts,
            new IngestPorts(
                storage.data(),
                storage.quarantine(),
                storage.connectors(),
                storage.leases(),
                leases,
                connectors,
                builder.clock(),
                builder.retries(),
                Thread::new),
            builder.secrets(),
            telemetry,
            builder.starting());
    desk =
        new Desk(
            storage.registry(),
            storage.data(),
            storage.archives(),
            builder.bundles(),
            layouts,
            connectors,
            engine,
            new RowMoves(storage.registry(), leases),
            builder.clock(),
            builder.needsFourEyes());
    queries = new Queries(storage.queries(), layouts, telemetry, builder.queryLimits());
  }

  Storage storage() {
    return storage;
  }

  DatasetsTold telemetry() {
    return telemetry;
  }

  Leases leases() {
    return leases;
  }

  IngestEngine engine() {
    return engine;
  }

  Desk desk() {
    return desk;
  }

  Queries queries() {
    return queries;
  }
}
