package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.event.RunState;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.ScarceThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connectors of a process that can have no more threads. */
@Timeout(120)
class WithoutThreadsTest {
  private final MemoryStorage storage = MemoryStorage.create();
  private final ListDestination kept = new ListDestination();
  private final ScarceThreads threads = new ScarceThreads();
  private final Obsrv obsrv = Obsrv.on(storage).connector(kept).sourcesStartOnCall().open();
  private final IngestEngine engine = Engines.on(storage, kept, threads);
  private final Ingestion ingestion = new Ingestion(engine, "system");

  @BeforeEach
  void publish() {
    Fixtures.publish(
        obsrv, Fixtures.numbered("orders").destination("out", ListDestination.config("one")));
  }

  @AfterEach
  void close() {
    kept.released.countDown();
    engine.close();
    obsrv.close();
  }

  private ConnectorControl out() {
    return ingestion.destination("orders", "out");
  }

  @Test
  void one_that_rests_is_woken_by_the_next_commit_that_finds_a_thread() throws Exception {
    ingestion.start("orders");
    Workers.await("opened", () -> kept.opened.get() == 1);
    Workers.awaitEnd("obsrv-orders-out");
    threads.leave(0);

    assertThatCode(() -> ingestion.ingest("orders", "{\"id\": 1}")).doesNotThrowAnyException();
    assertThat(threads.refused()).isEqualTo(1);
    assertThat(out().status().state()).isEqualTo(RunState.RUNNING);
    threads.leave(1);
    assertThat(ingestion.ingest("orders", "{\"id\": 2}").accepted()).isEqualTo(1);

    assertThat(kept.await(2)).containsExactly("1 PUT {\"id\":1}", "2 PUT {\"id\":2}");
  }

  @Test
  void one_that_could_not_be_started_can_be_started_later() throws Exception {
    ingestion.ingest("orders", "{\"id\": 1}");
    threads.leave(0);

    assertThatThrownBy(() -> ingestion.start("orders"))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessageStartingWith("unable to create native thread");
    threads.leave(1);
    ingestion.start("orders");

    assertThat(kept.await(1)).hasSize(1);
  }

  @Test
  void one_that_hangs_is_interrupted_though_nobody_can_close_what_it_hangs_in() throws Exception {
    kept.hangs = true;
    ingestion.start("orders");
    ingestion.ingest("orders", "{\"id\": 1}");
    kept.hanging.await();
    threads.leave(0);

    assertThatCode(() -> out().pause()).doesNotThrowAnyException();

    assertThat(out().status().state()).isEqualTo(RunState.PAUSED);
    Workers.awaitEnd("obsrv-orders-out");
  }
}
