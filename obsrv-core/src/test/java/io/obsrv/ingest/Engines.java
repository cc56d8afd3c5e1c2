package io.obsrv.ingest;

import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.Connectors;
import io.obsrv.connector.SecretResolver;
import io.obsrv.event.Layouts;
import io.obsrv.event.Leases;
import io.obsrv.policy.Retries;
import io.obsrv.storage.Storage;
import io.obsrv.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Engines without a library around them, whose connectors start when somebody asks for it. */
final class Engines {
  private static final int MANY = 1_000;

  private Engines() {}

  static IngestEngine on(Storage storage, ConnectorProvider connector, ThreadFactory threads) {
    return on(storage, connector, Clock.systemUTC(), threads, MANY);
  }

  static IngestEngine on(
      Storage storage,
      ConnectorProvider connector,
      Clock clock,
      ThreadFactory threads,
      int idleLanes) {
    return new IngestEngine(
        storage.registry(),
        new Layouts(storage.registry()),
        new IngestPorts(
            storage.data(),
            storage.quarantine(),
            storage.connectors(),
            storage.leases(),
            Leases.alone(Duration.ofSeconds(10)),
            new Connectors(List.of(connector), SecretResolver.none(), clock),
            clock,
            Retries.DEFAULT,
            threads),
        SecretResolver.none(),
        Telemetry.none(),
        Starting.ON_CALL,
        idleLanes);
  }
}
