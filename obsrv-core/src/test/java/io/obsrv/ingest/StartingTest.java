package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.storage.KeptStorage;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.SharedStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageFailure;
import io.obsrv.storage.WritesTold;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connectors of one dataset cannot be started when the library is opened. */
@Timeout(180)
class StartingTest {
  private final MemoryStorage storage = MemoryStorage.create();
  private final StreamSource stream = new StreamSource();
  private final Taken taken = new Taken();

  /** How often versions cannot be read; that of the first dataset is read first. */
  private final AtomicInteger failures = new AtomicInteger();

  private RuntimeException failure = new StorageFailure("no answer");

  @BeforeEach
  void publish() {
    try (Obsrv first = Obsrv.on(new KeptStorage(storage)).connector(new StreamSource()).open()) {
      Fixtures.publish(first, fed("orders"));
      Fixtures.publish(first, fed("sales"));
    }
    failures.set(1);
    stream.add("{\"id\": 1}");
  }

  private static DefinitionBuilder fed(String id) {
    return Fixtures.numbered(id).key("id").source("feed", StreamSource.config(id));
  }

  private Storage failing() {
    return WritesTold.ofAll(
        storage,
        call -> {
          if (call.equals("Registry.version") && failures.getAndDecrement() > 0) {
            throw failure;
          }
        });
  }

  private Obsrv open(Storage opened) {
    return Obsrv.on(opened)
        .connector(stream)
        .telemetry(taken)
        .leaseTime(Duration.ofMillis(100))
        .open();
  }

  private static void assertReceived(Obsrv obsrv, long orders, long sales) {
    assertThat(obsrv.monitor().stats("orders").counters().received()).isEqualTo(orders);
    assertThat(obsrv.monitor().stats("sales").counters().received()).isEqualTo(sales);
  }

  @Test
  void those_of_others_are_and_its_own_when_somebody_asks_for_it() throws Exception {
    try (Obsrv obsrv = open(failing())) {
      taken.await(1);
      assertReceived(obsrv, 0, 1);

      obsrv.ingestion().start("orders");
      taken.await(2);
      assertReceived(obsrv, 1, 1);
    }
  }

  @Test
  void those_of_others_are_whatever_the_failure_is() throws Exception {
    failure = new IllegalStateException("it is upside down");
    try (Obsrv obsrv = open(failing())) {
      taken.await(1);
      assertReceived(obsrv, 0, 1);
    }
  }

  @Test
  void its_own_are_soon_where_processes_share_the_storage() throws Exception {
    try (Obsrv obsrv = open(new SharedStorage(failing()))) {
      taken.await(2);
      assertReceived(obsrv, 1, 1);
    }
  }
}
