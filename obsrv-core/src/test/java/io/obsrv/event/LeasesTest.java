package io.obsrv.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.storage.ScarceThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final DatasetId STUCK = DatasetId.of("stuck");
  private static final DatasetId WELL = DatasetId.of("well");

  private final Leases leases = Leases.shared(Duration.ofMillis(30));
  private final Store store = new Store();

  @AfterEach
  void end() {
    store.way.countDown();
    leases.close();
  }

  @Test
  void a_dataset_whose_leases_cannot_be_renewed_keeps_nobody_else_from_it() throws Exception {
    take(STUCK, "one");
    take(STUCK, "two");
    take(WELL, "three");

    assertThat(store.stuck.tryAcquire(1, 60, TimeUnit.SECONDS)).as("one that is stuck").isTrue();
    store.renewed.drainPermits();
    assertThat(store.renewed.tryAcquire(3, 60, TimeUnit.SECONDS)).as("renewals").isTrue();
    assertThat(store.atOnce.get()).as("leases of a dataset at a time").isEqualTo(1);
  }

  @Test
  void one_that_is_given_back_is_not_renewed() throws Exception {
    Hold hold = take(WELL, "one");
    assertThat(store.renewed.tryAcquire(1, 60, TimeUnit.SECONDS)).isTrue();
    hold.close();
    assertThat(store.held).isEmpty();

    take(WELL, "two");
    store.renewed.drainPermits();
    assertThat(store.renewed.tryAcquire(3, 60, TimeUnit.SECONDS)).isTrue();
    assertThat(store.held).containsOnlyKeys("two");
    assertThat(hold.isLost()).isFalse();
  }

  @Test
  void one_that_is_lost_is_not_renewed_any_more() throws Exception {
    Hold hold = take(WELL, "one");
    store.held.clear();
    take(WELL, "two");
    store.renewed.drainPermits();
    assertThat(store.renewed.tryAcquire(3, 60, TimeUnit.SECONDS)).isTrue();
    assertThat(hold.isLost()).isTrue();
    assertThat(store.refused.get()).isEqualTo(1);
  }

  @Test
  void are_renewed_where_there_can_be_no_more_threads_than_the_one_that_sees_to_it()
      throws Exception {
    ScarceThreads threads = new ScarceThreads();
    threads.leave(1);
    try (Leases alone = Leases.shared(Duration.ofMillis(30), threads)) {
      Hold one = alone.take(store, WELL, "one").orElseThrow();
      Hold two = alone.take(store, DatasetId.of("also_well"), "two").orElseThrow();

      store.renewed.drainPermits();
      assertThat(store.renewed.tryAcquire(6, 60, TimeUnit.SECONDS)).as("renewals").isTrue();
      assertThat(threads.refused()).isPositive();
      assertThat(one.isLost()).isFalse();
      assertThat(two.isLost()).isFalse();
    }
  }

  private Hold take(DatasetId id, String name) {
    return leases.take(store, id, name).orElseThrow();
  }

  /** Gives everything to everybody; renewing what is of one dataset takes until the end. */
  private static final class Store implements LeaseStore {
    final ConcurrentHashMap<String, HeldLease> held = new ConcurrentHashMap<>();
    final CountDownLatch way = new CountDownLatch(1);
    final Semaphore stuck = new Semaphore(0);
    final Semaphore renewed = new Semaphore(0);
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();

    @Override
    public Optional<HeldLease> acquire(DatasetId id, String name, String holder, Duration time) {
      HeldLease lease = new HeldLease(name, holder, 1, time);
      held.put(name, lease);
      return Optional.of(lease);
    }

    @Override
    public boolean renew(DatasetId id, HeldLease lease) {
      if (id.equals(STUCK)) {
        atOnce.incrementAndGet();
        stuck.release();
        await();
        return true;
      }
      if (!held.containsKey(lease.name())) {
        refused.incrementAndGet();
        return false;
      }
      renewed.release();
      return true;
    }

    private void await() {
      try {
        way.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean isHeld(DatasetId id, HeldLease lease) {
      return held.containsKey(lease.name());
    }

    @Override
    public void release(DatasetId id, HeldLease lease) {
      held.remove(lease.name());
    }
  }
}
