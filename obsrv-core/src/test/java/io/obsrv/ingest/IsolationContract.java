package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.callback.Callback;
import io.obsrv.error.ErrorCode;
import io.obsrv.event.Counters;
import io.obsrv.event.Receipt;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Query;
import io.obsrv.storage.Quakes;
import io.obsrv.storage.Storage;
import io.obsrv.storage.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A dataset beside one that misbehaves has the results that it has alone. Written once; each
 * storage runs it through a class that says how to open one.
 */
@Timeout(120)
public abstract class IsolationContract {
  private static final int THREADS = 4;

  private final CountDownLatch unhang = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<Long> delivered = new ConcurrentLinkedQueue<>();
  private final Semaphore hanging = new Semaphore(0);
  private final CountDownLatch allDelivered = new CountDownLatch(Neighbour.ACCEPTED);
  private final StreamSource source = new StreamSource();
  private final Clock clock = new TestClock();
  private Obsrv obsrv;

  /** Opens a storage that is new and empty; the contract closes it. */
  protected abstract Storage open(Clock clock);

  @BeforeEach
  void openLibrary() {
    obsrv =
        Obsrv.on(open(clock))
            .clock(clock)
            .connector(source)
            .connector(
                Callback.to(
                    "hanging",
                    batch -> {
                      hanging.release();
                      Uninterruptibles.awaitUninterruptibly(unhang);
                    }))
            .connector(
                Callback.to(
                    "broken",
                    batch -> {
                      throw new IllegalStateException("the disk is gone");
                    }))
            .connector(
                Callback.to(
                    "sound",
                    batch ->
                        batch
                            .records()
                            .forEach(
                                record -> {
                                  delivered.add(record.sequence());
                                  allDelivered.countDown();
                                })))
            .open();
  }

  @AfterEach
  protected void closeLibrary() {
    unhang.countDown();
    obsrv.close();
  }

  @Test
  void beside_a_dataset_whose_records_all_fail() throws Exception {
    Fixtures.publish(obsrv, Quakes.named("bad"));

    assertNeighbourUndisturbedBy(
        () -> {
          for (int i = 0; i < 100; i++) {
            obsrv.ingestion().ingest("bad", "{\"id\": 7}", "not JSON", "[]");
          }
        });

    Counters bad = obsrv.monitor().stats("bad").counters();
    assertThat(bad.quarantined()).isEqualTo(THREADS * 300L).isEqualTo(bad.received());
  }

  @Test
  void beside_a_dataset_whose_transformation_never_ends() throws Exception {
    Fixtures.publish(
        obsrv,
        Quakes.plain("looping")
            .transform(
                "forever", t -> t.jsonata("felt", "($f := function($n) { $f($n + 1) }; $f(1))")));

    assertNeighbourUndisturbedBy(
        () -> {
          Receipt receipt =
              obsrv.ingestion().ingest("looping", "{\"id\": \"a\"}", "{\"id\": \"b\"}");
          assertThat(receipt.quarantined()).isEqualTo(2);
        });
  }

  @Test
  void beside_a_dataset_whose_destination_hangs() throws Exception {
    Fixtures.publish(
        obsrv, Quakes.plain("stuck").destination("out", ConnectorConfig.of("hanging", Map.of())));
    obsrv.ingestion().ingest("stuck", "{\"id\": \"first\"}");
    hanging.acquire();

    assertNeighbourUndisturbedBy(
        () -> {
          for (int i = 0; i < 100; i++) {
            obsrv.ingestion().ingest("stuck", "{\"id\": \"%d\"}".formatted(i));
          }
        });

    assertThat(obsrv.monitor().stats("stuck").counters().accepted()).isEqualTo(101);
  }

  @Test
  void beside_a_dataset_whose_sources_hang() throws Exception {
    source.hangs = true;
    Fixtures.publish(
        obsrv,
        Quakes.plain("dry")
            .source("a", StreamSource.config("a"))
            .source("b", StreamSource.config("b"))
            .source("c", StreamSource.config("c")));
    source.hanging.acquire(3);

    assertNeighbourUndisturbedBy(
        () -> {
          for (int i = 0; i < 100; i++) {
            obsrv.ingestion().ingest("dry", "{\"id\": \"%d\"}".formatted(i));
          }
        });

    assertThat(source.hanging.availablePermits()).as("polls that began meanwhile").isZero();
    assertThat(obsrv.monitor().stats("dry").counters().accepted()).isEqualTo(100);
  }

  /** Each is waited for some five seconds, all of them at the same time. */
  @Test
  void a_library_with_many_hanging_destinations_is_closed_as_fast_as_with_one() throws Exception {
    for (int i = 0; i < 8; i++) {
      String id = "stuck" + i;
      Fixtures.publish(
          obsrv, Quakes.plain(id).destination("a", ConnectorConfig.of("hanging", Map.of())));
      obsrv.ingestion().ingest(id, "{\"id\": \"first\"}");
    }
    hanging.acquire(8);

    long begun = System.nanoTime();
    obsrv.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    assertThat(unhang.getCount()).as("they hang still").isOne();
  }

  @Test
  void a_broken_and_a_hanging_destination_hold_back_neither_their_dataset_nor_another_destination()
      throws Exception {
    Fixtures.publish(
        obsrv,
        Neighbour.definition()
            .destination("a", ConnectorConfig.of("broken", Map.of()))
            .destination("b", ConnectorConfig.of("hanging", Map.of()))
            .destination("c", ConnectorConfig.of("sound", Map.of())));

    Neighbour.feed(obsrv);
    hanging.acquire();
    allDelivered.await();

    assertThat(Neighbour.results(obsrv)).isEqualTo(alone());
    assertThat(delivered)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, Neighbour.ACCEPTED).mapToObj(Long::valueOf).toList());
  }

  @Test
  void beside_a_dataset_that_is_flooded_at_ten_times_its_rate() throws Exception {
    // The clock stands still: all pushes come within one second.
    assertThat(flood(Scaling.DEFAULT.recordsPerSecond(50), 500)).isEqualTo(50);
  }

  @Test
  void beside_a_dataset_with_more_pushes_than_it_may_have() throws Exception {
    assertThat(flood(Scaling.DEFAULT.pendingPushes(1).workers(1), 1_000)).isPositive();
  }

  /** Pushes until some are refused; what is acknowledged is stored, and nothing else is. */
  private int flood(Scaling scaling, int pushes) throws Exception {
    Fixtures.publish(obsrv, Quakes.named("flooded").scaling(scaling));
    AtomicInteger number = new AtomicInteger();
    ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();

    assertNeighbourUndisturbedBy(
        () -> {
          while (number.get() < pushes || refused.get() == 0) {
            String id = "f" + number.incrementAndGet();
            try {
              assertThat(
                      obsrv
                          .ingestion()
                          .ingest("flooded", "{\"id\": \"%s\"}".formatted(id))
                          .accepted())
                  .isEqualTo(1);
              acknowledged.add(id);
            } catch (IngestRefusedException e) {
              assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
              refused.incrementAndGet();
            }
          }
        });

    Set<Object> stored =
        obsrv.queries().run("flooded", Query.from("flooded").select("id")).rows().stream()
            .map(row -> row.value(0))
            .collect(Collectors.toSet());
    assertThat(stored).containsExactlyInAnyOrderElementsOf(Set.copyOf(acknowledged));
    Counters counters = obsrv.monitor().stats("flooded").counters();
    assertThat(counters.received()).isEqualTo(acknowledged.size()).isEqualTo(stored.size());
    assertThat(acknowledged.size() + refused.get()).isEqualTo(number.get());
    return acknowledged.size();
  }

  /** Feeds the neighbour while several threads each do something else. */
  private void assertNeighbourUndisturbedBy(Runnable nuisance) throws Exception {
    List<Object> expected = alone();
    Fixtures.publish(obsrv, Neighbour.definition());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> nuisances = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        nuisances.add(threads.submit(nuisance));
      }
      Neighbour.feed(obsrv);
      for (Future<?> ended : nuisances) {
        ended.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(Neighbour.results(obsrv)).isEqualTo(expected);
  }

  private List<Object> alone() {
    try (Obsrv quiet = Obsrv.on(open(clock)).clock(clock).open()) {
      Fixtures.publish(quiet, Neighbour.definition());
      Neighbour.feed(quiet);
      return Neighbour.results(quiet);
    }
  }
}
