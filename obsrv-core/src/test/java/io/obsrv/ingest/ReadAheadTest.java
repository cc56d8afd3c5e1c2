package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorException;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.RunState;
import io.obsrv.policy.Retries;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Query;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageFailure;
import io.obsrv.storage.WritesTold;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Behind a full batch the next one is read while that one is stored. */
@Timeout(180)
class ReadAheadTest {
  private static final int RECORDS = 6;
  private static final int BATCH = 2;

  private static final List<String> AHEAD =
      List.of(
          "poll 0 after PT0.2S",
          "poll 2 after PT0.001S",
          "committed 2",
          "poll 4 after PT0.001S",
          "committed 4",
          "committed 6");

  private static final List<String> IN_TURN =
      List.of(
          "poll 0 after PT0.2S",
          "committed 2",
          "poll 2 after PT0.2S",
          "committed 4",
          "poll 4 after PT0.2S",
          "committed 6");
  private static final Retries TWICE = new Retries(2, Duration.ofMillis(1), Duration.ofMillis(2));

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicInteger polls = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private final MemoryStorage memory = MemoryStorage.create();
  private final Storage storage = WritesTold.of(memory, this::written);
  private final ListSource numbers = new ListSource();

  /** Fails when it is polled at a position, so many times. */
  private int failsAt = Integer.MAX_VALUE;

  private int failures;
  private volatile Runnable committing = this::awaitNextPoll;

  ReadAheadTest() {
    upTo(RECORDS).forEach(n -> numbers.records.add("{\"id\": %s}".formatted(n)));
    numbers.calls =
        new ListSource.Calls() {
          @Override
          public void polls(int position, Duration wait) {
            boolean fails = position == failsAt && failures-- > 0;
            called(fails ? "fail " + position : "poll " + position + " after " + wait);
            polls.incrementAndGet();
            if (fails) {
              throw ConnectorException.retryable("the line is cut", null);
            }
          }

          @Override
          public void committed(Checkpoint checkpoint) {
            called("committed " + checkpoint.value());
          }
        };
  }

  private void called(String call) {
    calls.add(call);
    threads.add(Thread.currentThread());
  }

  private void written(String call) {
    if (call.equals("DataStore.commit")) {
      commits.incrementAndGet();
      committing.run();
    }
  }

  /** Each commit but the last waits until records behind it were asked for. */
  private void awaitNextPoll() {
    int number = commits.get();
    if (number * BATCH < RECORDS) {
      Workers.await("polled again", () -> polls.get() > number);
    }
  }

  /** Each commit ends when the source waits for it, or else has read on. */
  private void awaitReader() {
    int number = commits.get();
    Thread reader = threads.get(0);
    Workers.await(
        "waited for", () -> reader.getState() == Thread.State.WAITING || polls.get() > number);
  }

  @Test
  void the_next_batch_is_read_while_one_is_stored() {
    read(2);

    assertThat(calls).containsExactlyElementsOf(AHEAD);
    assertThat(threads).as("who polls is told").hasSize(6).containsOnly(threads.get(0));
  }

  @Test
  void one_worker_reads_ahead_as_well() {
    read(1);

    assertThat(calls).containsExactlyElementsOf(AHEAD);
  }

  @Test
  void what_cannot_be_read_again_is_not_read_ahead() {
    numbers.capabilities = Set.of(Capability.BOUNDED);
    committing = this::awaitReader;

    read(2);

    assertThat(calls).containsExactlyElementsOf(IN_TURN);
  }

  @Test
  void what_waits_for_its_turn_is_not_read_ahead() {
    committing = this::awaitReader;

    read(Scaling.DEFAULT.recordsPerSecond(1_000_000));

    assertThat(calls).containsExactlyElementsOf(IN_TURN);
  }

  @Test
  void what_is_under_way_when_reading_fails_is_stored_once() {
    failsAt = 4;
    failures = 2;

    read(2);

    assertThat(calls)
        .containsExactly(
            "poll 0 after PT0.2S",
            "poll 2 after PT0.001S",
            "committed 2",
            "fail 4",
            "committed 4",
            "fail 4",
            "poll 4 after PT0.2S",
            "committed 6");
  }

  @Test
  void what_was_read_ahead_is_read_again_where_the_batch_before_it_is_not_stored() {
    committing =
        () -> {
          awaitNextPoll();
          if (commits.get() == 1) {
            throw new StorageFailure("the disk is full");
          }
        };

    read(2);

    assertThat(calls)
        .startsWith("poll 0 after PT0.2S", "poll 2 after PT0.001S", "poll 0 after PT0.2S")
        .endsWith("committed 6")
        .containsOnlyOnce("committed 2", "committed 4", "committed 6");
  }

  @Test
  void a_source_that_fails_again_and_again_behind_what_it_stored_has_failed() throws Exception {
    failsAt = 4;
    failures = Integer.MAX_VALUE;
    try (Obsrv obsrv = publish(Scaling.DEFAULT)) {
      Workers.awaitEnd("obsrv-numbers-feed");

      ConnectorStatus status = obsrv.ingestion().source("numbers", "feed").status();
      assertThat(status.state()).isEqualTo(RunState.FAILED);
      assertThat(status.records()).isEqualTo(4);
      assertThat(calls.stream().filter("fail 4"::equals)).hasSize(3);
      assertThat(ids(obsrv)).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void that_a_batch_was_refused_comes_before_that_the_next_one_cannot_be_read() throws Exception {
    failsAt = 2;
    failures = Integer.MAX_VALUE;
    committing =
        () -> {
          awaitNextPoll();
          memory.data().admit(live(), false);
        };
    try (Obsrv obsrv = publish(Scaling.DEFAULT)) {
      Workers.awaitEnd("obsrv-numbers-feed");

      ConnectorStatus status = obsrv.ingestion().source("numbers", "feed").status();
      assertThat(status.state()).isEqualTo(RunState.STOPPED);
      assertThat(status.error()).isEmpty();
      assertThat(ids(obsrv)).isEmpty();
    }
  }

  @Test
  void what_was_read_ahead_is_let_go_of_when_the_source_is_paused() {
    CountDownLatch paused = new CountDownLatch(1);
    committing = () -> Uninterruptibles.awaitUninterruptibly(paused);
    try (Obsrv obsrv = publish(Scaling.DEFAULT)) {
      ConnectorControl feed = obsrv.ingestion().source("numbers", "feed");
      Workers.await("reading ahead", () -> polls.get() == 2);
      Thread pausing = new Thread(feed::pause);
      pausing.start();
      Workers.await("told to pause", () -> feed.status().state() == RunState.PAUSED);
      paused.countDown();
      Uninterruptibles.joinUninterruptibly(pausing);

      assertThat(ids(obsrv)).containsExactly(1L, 2L);
      assertThat(calls).endsWith("committed 2");
      feed.resume();
      obsrv.ingestion().awaitCompletion("numbers");
      assertThat(ids(obsrv)).containsExactlyElementsOf(upTo(RECORDS));
    }
  }

  private void read(int workers) {
    read(Scaling.DEFAULT.workers(workers));
  }

  private void read(Scaling scaling) {
    try (Obsrv obsrv = publish(scaling)) {
      obsrv.ingestion().awaitCompletion("numbers");

      assertThat(ids(obsrv)).containsExactlyElementsOf(upTo(RECORDS));
      assertThat(obsrv.monitor().stats("numbers").counters().received()).isEqualTo(RECORDS);
      assertThat(obsrv.ingestion().source("numbers", "feed").status().records()).isEqualTo(RECORDS);
    }
  }

  private Obsrv publish(Scaling scaling) {
    Obsrv obsrv = Obsrv.on(storage).connector(numbers).retries(TWICE).open();
    Fixtures.publish(
        obsrv,
        Fixtures.numbered("numbers")
            .scaling(scaling.batchSize(BATCH))
            .source("feed", ListSource.config()));
    return obsrv;
  }

  private Layout live() {
    return new Layouts(memory.registry()).live(DatasetId.of("numbers")).orElseThrow();
  }

  private static List<Object> ids(Obsrv obsrv) {
    return obsrv
        .queries()
        .run("numbers", Query.from("numbers").select("id").orderBy("id"))
        .rows()
        .stream()
        .map(row -> row.value(0))
        .toList();
  }

  private static List<Object> upTo(int last) {
    return IntStream.rangeClosed(1, last).<Object>mapToObj(n -> (long) n).toList();
  }
}
