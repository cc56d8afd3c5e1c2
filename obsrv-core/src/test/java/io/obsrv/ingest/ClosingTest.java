package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.SharedStorage;
import io.obsrv.storage.Storage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A library that is closed while its storage does not answer. */
class ClosingTest {
  private final MemoryStorage memory = MemoryStorage.create();
  private final ListDestination kept = new ListDestination();
  private final CountDownLatch answer = new CountDownLatch(1);

  /** Nothing can be given back. */
  private final Storage shared =
      new SharedStorage(memory) {
        @Override
        public LeaseStore leases() {
          return new Silent(memory.leases());
        }
      };

  private final class Silent implements LeaseStore {
    private final LeaseStore store;

    private Silent(LeaseStore store) {
      this.store = store;
    }

    @Override
    public Optional<HeldLease> acquire(DatasetId id, String name, String holder, Duration time) {
      return store.acquire(id, name, holder, time);
    }

    @Override
    public boolean renew(DatasetId id, HeldLease lease) {
      return store.renew(id, lease);
    }

    @Override
    public boolean isHeld(DatasetId id, HeldLease lease) {
      return store.isHeld(id, lease);
    }

    @Override
    public void release(DatasetId id, HeldLease lease) {
      Uninterruptibles.awaitUninterruptibly(answer);
      store.release(id, lease);
    }
  }

  @Test
  void takes_seconds_though_leases_of_connectors_that_hang_cannot_be_given_back() throws Exception {
    Obsrv obsrv = Obsrv.on(shared).connector(kept).open();
    kept.hangsForEver = true;
    Fixtures.publish(
        obsrv, Fixtures.numbered("orders").destination("out", ListDestination.config("one")));
    obsrv.ingestion().ingest("orders", "{\"id\": 1}");
    kept.hanging.await();

    Thread closing = new Thread(obsrv::close);
    closing.start();
    closing.join(30_000);
    boolean isClosed = !closing.isAlive();
    answer.countDown();
    kept.released.countDown();
    assertThat(isClosed).as("closed in 30 seconds").isTrue();
  }
}
