package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.Connectors;
import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.ClosedException;
import io.obsrv.event.Layouts;
import io.obsrv.event.Leases;
import io.obsrv.policy.Retries;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.WritesTold;
import io.obsrv.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LanesTest {
  private final MemoryStorage memory = MemoryStorage.create();
  private final ListDestination kept = new ListDestination();
  private volatile Runnable making = () -> {};
  private final Storage storage =
      WritesTold.ofAll(
          memory,
          call -> {
            if (call.equals("Registry.version")) {
              making.run();
            }
          });
  private final IngestEngine engine =
      new IngestEngine(
          storage.registry(),
          new Layouts(storage.registry()),
          new IngestPorts(
              storage.data(),
              storage.quarantine(),
              storage.connectors(),
              storage.leases(),
              Leases.alone(Duration.ofSeconds(10)),
              new Connectors(List.of(kept), SecretResolver.none(), Clock.systemUTC()),
              Clock.systemUTC(),
              Retries.DEFAULT,
              Thread::new),
          SecretResolver.none(),
          Telemetry.none(),
          Starting.ON_CALL);

  @Test
  void one_that_was_being_made_while_the_library_was_closed_runs_nothing() throws Exception {
    try (Obsrv obsrv = Obsrv.on(memory).connector(kept).sourcesStartOnCall().open()) {
      Fixtures.publish(
          obsrv,
          DatasetDefinition.named("orders")
              .schema(
                  Schema.parse(
                      "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}}"))
              .destination("out", ListDestination.config("one")));
      making = engine::close;

      assertThatThrownBy(() -> new Ingestion(engine, "asha").start("orders"))
          .isInstanceOf(ClosedException.class);

      assertThat(engine.inUse()).isEmpty();
      Workers.awaitEnd("obsrv-orders-out");
      assertThat(kept.opened).hasValue(0);
    }
  }
}
