package io.obsrv.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counting;
import com.codahale.metrics.MetricRegistry;
import io.obsrv.dataset.DatasetId;
import io.obsrv.telemetry.AnsweredQuery;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.StageWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyThreadsTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 2_000;
  private static final int RESERVOIRS = ROUNDS / 8;
  private static final long TOTAL = (long) THREADS * ROUNDS;
  private static final DatasetId ORDERS = DatasetId.of("orders");

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final MetricRegistry registry = new MetricRegistry();
  private final HandClock clock = new HandClock();
  private final DropwizardTelemetry telemetry =
      DropwizardTelemetry.on(registry, "obsrv", clock.clocks());

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void every_counter_is_exact() throws Exception {
    finish(
        start(
            round -> {
              telemetry.processed(ORDERS, new StageWork("extract", 10, Duration.ofNanos(10)));
              telemetry.committed(ORDERS, Batches.ofTen(clock.instant()));
              telemetry.queried(ORDERS, new AnsweredQuery(3, 30, Duration.ofNanos(1)));
            }));

    assertThat(count("load.rows")).isEqualTo(6 * TOTAL);
    assertThat(count("load.bytes")).isEqualTo(600 * TOTAL);
    assertThat(count("processing.records")).isEqualTo(10 * TOTAL);
    assertThat(count("processing.extract")).isEqualTo(10 * TOTAL);
    assertThat(count("latency")).isEqualTo(10 * TOTAL);
    assertThat(count("duplicates")).isEqualTo(TOTAL);
    assertThat(count("quarantined")).isEqualTo(3 * TOTAL);
    assertThat(count("quarantined.WRONG_TYPE")).isEqualTo(2 * TOTAL);
    assertThat(count("quarantined.MISSING_KEY")).isEqualTo(TOTAL);
    assertThat(count("queries")).isEqualTo(TOTAL);
    assertThat(count("query.rows")).isEqualTo(3 * TOTAL);
    assertThat(count("query.bytes")).isEqualTo(30 * TOTAL);
  }

  @Test
  void threads_that_begin_a_dataset_together_count_in_the_same_metrics() throws Exception {
    Phaser together = new Phaser(THREADS);
    finish(
        start(
            round -> {
              together.arriveAndAwaitAdvance();
              telemetry.committed(dataset(round), Batches.ofTen(clock.instant()));
            }));

    assertThat(registry.getMeters()).hasSize(6 * ROUNDS);
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(count(dataset(round), "load.rows")).isEqualTo(6 * THREADS);
      assertThat(count(dataset(round), "quarantined.WRONG_TYPE")).isEqualTo(2 * THREADS);
    }
  }

  @Test
  void the_reservoir_keeps_every_sample() throws Exception {
    List<RecordReservoir> reservoirs =
        Stream.generate(RecordReservoir::new).limit(RESERVOIRS).toList();
    finish(
        start(
            round -> {
              for (int i = 0; i < RecordReservoir.BATCHES / THREADS / (ROUNDS / RESERVOIRS); i++) {
                reservoirs.get(round % RESERVOIRS).update(7, 1);
              }
            }));

    assertThat(reservoirs).extracting(RecordReservoir::size).containsOnly(RecordReservoir.BATCHES);
  }

  @Test
  void work_in_flight_leaves_nothing_behind_when_the_dataset_is_released() throws Exception {
    CountDownLatch begun = new CountDownLatch(THREADS);
    List<Future<?>> running =
        start(
            round -> {
              begun.countDown();
              telemetry.processed(ORDERS, new StageWork("s" + round, 1, Duration.ofNanos(1)));
              telemetry.committed(ORDERS, quarantined("CODE_" + round));
              telemetry.queried(ORDERS, new AnsweredQuery(1, 1, Duration.ZERO));
            });
    begun.await();
    telemetry.released(ORDERS);
    finish(running);

    assertThat(registry.getNames()).isEmpty();
  }

  private CommittedBatch quarantined(String code) {
    return new CommittedBatch(
        1,
        0,
        0,
        0,
        Map.of(code, 1L),
        Optional.of(clock.instant()),
        clock.instant(),
        Optional.empty());
  }

  private List<Future<?>> start(IntConsumer round) {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      running.add(
          threads.submit(
              () -> {
                for (int r = 0; r < ROUNDS; r++) {
                  round.accept(r);
                }
              }));
    }
    return running;
  }

  private static void finish(List<Future<?>> running)
      throws InterruptedException, ExecutionException {
    for (Future<?> thread : running) {
      thread.get();
    }
  }

  private static DatasetId dataset(int round) {
    return DatasetId.of("dataset-" + round);
  }

  private long count(String name) {
    return count(ORDERS, name);
  }

  private long count(DatasetId dataset, String name) {
    return ((Counting) registry.getMetrics().get("obsrv." + dataset + "." + name)).getCount();
  }
}
