package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.error.ClosedException;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.WritesTold;
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
  private final IngestEngine engine = Engines.on(storage, kept, Thread::new);

  @Test
  void one_that_was_being_made_while_the_library_was_closed_runs_nothing() throws Exception {
    try (Obsrv obsrv = Obsrv.on(memory).connector(kept).sourcesStartOnCall().open()) {
      Fixtures.publish(
          obsrv, Fixtures.numbered("orders").destination("out", ListDestination.config("one")));
      making = engine::close;

      assertThatThrownBy(() -> new Ingestion(engine, "asha").start("orders"))
          .isInstanceOf(ClosedException.class);

      assertThat(engine.inUse()).isEmpty();
      Workers.awaitEnd("obsrv-orders-out");
      assertThat(kept.opened).hasValue(0);
    }
  }
}
