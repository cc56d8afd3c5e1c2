package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.CallerTransaction;
import io.obsrv.event.Event;
import io.obsrv.event.TransactionRefusedException;
import io.obsrv.policy.Scaling;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleLanesTest {
  private static final int KEPT = 8;
  private static final int OTHERS = 30;
  private static final DatasetId OURS = DatasetId.of("ours");

  private final TestClock clock = new TestClock();
  private final MemoryStorage storage = MemoryStorage.create(clock);
  private final ListSource connector = new ListSource();
  private final Obsrv obsrv =
      Obsrv.on(storage).connector(connector).clock(clock).sourcesStartOnCall().open();
  private final IngestEngine engine = Engines.on(storage, connector, clock, Thread::new, KEPT);
  private final Ingestion ingestion = new Ingestion(engine, "system");

  private static DefinitionBuilder dataset(String id) {
    return Fixtures.numbered(id).key("id");
  }

  private static DatasetId other(int number) {
    return DatasetId.of("other_" + number);
  }

  @BeforeEach
  void publishOthers() {
    IntStream.range(0, OTHERS).forEach(i -> Fixtures.publish(obsrv, dataset(other(i).value())));
  }

  @AfterEach
  void close() {
    engine.close();
    obsrv.close();
  }

  private void pushToOthers() {
    IntStream.range(0, OTHERS).forEach(i -> ingestion.ingest(other(i).value(), "{\"id\": 1}"));
  }

  @Test
  void the_lanes_used_last_are_kept() {
    pushToOthers();

    assertThat(engine.inUse()).hasSizeBetween(KEPT / 2, KEPT);
    assertThat(engine.inUse()).contains(other(OTHERS - 1), other(OTHERS - 2), other(OTHERS - 3));
    assertThat(engine.inUse()).doesNotContain(other(0), other(1));
  }

  @Test
  void lanes_are_let_go_of_whoever_begins_the_transactions() {
    CallerTransaction transaction = told -> {};
    List<Event> events = List.of(Event.json("{\"id\": 1}"));

    for (int i = 0; i < OTHERS; i++) {
      String id = other(i).value();
      assertThatThrownBy(() -> ingestion.ingest(id, transaction, events))
          .isInstanceOf(TransactionRefusedException.class);
    }

    assertThat(engine.inUse()).hasSizeBetween(KEPT / 2, KEPT);
  }

  @Test
  void one_that_is_used_again_and_again_is_kept() {
    for (int i = 0; i < OTHERS; i++) {
      ingestion.ingest(other(0).value(), "{\"id\": 1}");
      ingestion.ingest(other(i).value(), "{\"id\": 1}");
    }

    assertThat(engine.inUse()).contains(other(0));
  }

  @Test
  void a_dataset_whose_lane_was_let_go_of_goes_on_where_it_was() {
    pushToOthers();

    assertThat(ingestion.ingest(other(0).value(), "{\"id\": 1}", "{\"id\": 2}").duplicates())
        .isEqualTo(1);
    assertThat(engine.inUse()).contains(other(0));
  }

  @Test
  void one_in_use_is_kept() {
    Fixtures.publish(obsrv, dataset(OURS.value()));

    Throttle before =
        engine.using(
            OURS,
            lane -> {
              pushToOthers();
              pushToOthers();
              return lane.writer().throttle();
            });

    assertThat(engine.lane(OURS).writer().throttle()).isSameAs(before);
    pushToOthers();
    assertThat(engine.inUse()).as("once nobody uses it").doesNotContain(OURS);
  }

  @Test
  void bounds_that_were_changed_by_hand_are_kept_until_they_are_as_declared() {
    Fixtures.publish(obsrv, dataset(OURS.value()));
    Scaling byHand = Scaling.DEFAULT.pendingPushes(3);

    ingestion.scale(OURS.value(), byHand);
    pushToOthers();
    assertThat(engine.lane(OURS).writer().scaling()).isEqualTo(byHand);

    ingestion.scale(OURS.value(), Scaling.DEFAULT);
    pushToOthers();
    assertThat(engine.inUse()).doesNotContain(OURS);
  }

  @Test
  void a_dataset_that_is_ahead_of_its_rate_is_not_forgotten() {
    Fixtures.publish(obsrv, dataset(OURS.value()).scaling(Scaling.DEFAULT.recordsPerSecond(1)));
    ingestion.ingest(OURS.value(), "{\"id\": 1}", "{\"id\": 2}", "{\"id\": 3}");

    pushToOthers();
    assertThatThrownBy(() -> ingestion.ingest(OURS.value(), "{\"id\": 4}"))
        .isInstanceOf(IngestRefusedException.class);

    clock.advance(Duration.ofSeconds(3));
    pushToOthers();
    assertThat(engine.inUse()).as("once all is paid").doesNotContain(OURS);
  }

  @Test
  void one_with_a_connector_is_kept_whether_it_runs_or_not() {
    Fixtures.publish(obsrv, dataset(OURS.value()).source("list", ListSource.config()));
    ingestion.start(OURS.value());
    ingestion.awaitCompletion(OURS.value());
    List<ConnectorWorker> workers = engine.lane(OURS).connectors().workers();

    pushToOthers();

    assertThat(workers).isNotEmpty();
    assertThat(engine.lane(OURS).connectors().workers()).isEqualTo(workers);
  }

  @Test
  void pushes_of_many_threads_are_all_taken_while_lanes_come_and_go()
      throws ExecutionException, InterruptedException {
    ExecutorService pushers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> taken =
          IntStream.range(0, 4)
              .mapToObj(thread -> pushers.submit(() -> pushAtRandom(thread)))
              .toList();
      int all = 0;
      for (Future<Integer> part : taken) {
        all += part.get();
      }
      assertThat(all).isEqualTo(4 * 500);
      assertThat(accepted()).isEqualTo(4 * 500);
    } finally {
      pushers.shutdownNow();
    }
    assertThat(engine.inUse()).hasSizeLessThanOrEqualTo(KEPT + 4);
  }

  private int pushAtRandom(int thread) {
    SplittableRandom random = new SplittableRandom(thread);
    int accepted = 0;
    for (int i = 0; i < 500; i++) {
      accepted +=
          ingestion
              .ingest(
                  other(random.nextInt(OTHERS)).value(),
                  "{\"id\": %d}".formatted(thread * 1_000 + i))
              .accepted();
    }
    return accepted;
  }

  private long accepted() {
    return IntStream.range(0, OTHERS)
        .mapToLong(i -> obsrv.monitor().stats(other(i).value()).counters().accepted())
        .sum();
  }
}
