package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.policy.Scaling;
import io.obsrv.storage.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThrottleTest {
  private static final int RATE = 100;

  private final TestClock clock = new TestClock();

  private Throttle throttle(Scaling scaling) {
    return new Throttle(scaling, clock);
  }

  private Throttle limited() {
    return throttle(Scaling.DEFAULT.recordsPerSecond(RATE));
  }

  private static int admitted(Throttle throttle, int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      admitted += throttle.admits(1) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void without_a_rate_any_number_of_records_may_come() {
    assertThat(throttle(Scaling.DEFAULT).admits(Integer.MAX_VALUE)).isTrue();
    assertThat(throttle(Scaling.DEFAULT).admits(1)).isTrue();
  }

  @Test
  void a_second_s_records_may_come_at_once_and_then_as_many_as_time_allows() {
    Throttle throttle = limited();

    assertThat(admitted(throttle, 10 * RATE)).as("at once").isEqualTo(RATE);
    clock.advance(Duration.ofMillis(250));
    assertThat(admitted(throttle, RATE)).as("after a quarter of a second").isEqualTo(RATE / 4);
    clock.advance(Duration.ofHours(1));
    assertThat(admitted(throttle, 10 * RATE)).as("after an idle hour").isEqualTo(RATE);
  }

  @Test
  void a_large_batch_comes_whole_and_delays_those_behind_it() {
    Throttle throttle = limited();

    assertThat(throttle.admits(5 * RATE)).isTrue();
    clock.advance(Duration.ofSeconds(4));
    assertThat(throttle.admits(1)).as("while the debt is paid off").isFalse();
    clock.advance(Duration.ofMillis(10));
    assertThat(admitted(throttle, RATE)).as("once it is paid").isEqualTo(1);
  }

  @Test
  void a_refusal_costs_nothing() {
    Throttle throttle = limited();
    assertThat(admitted(throttle, RATE)).isEqualTo(RATE);

    assertThat(admitted(throttle, 1_000 * RATE)).isZero();

    clock.advance(Duration.ofSeconds(1));
    assertThat(admitted(throttle, 10 * RATE)).isEqualTo(RATE);
  }

  /** However pushes are spread over time, the rate holds up to the first second and one batch. */
  @Property(tries = 200)
  void no_more_records_come_than_the_rate_allows(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 400) Integer> pauses,
      @ForAll @IntRange(min = 1, max = 500) int batch) {
    Throttle throttle = limited();
    long millis = 0;
    long admitted = 0;
    for (int pause : pauses) {
      clock.advance(Duration.ofMillis(pause));
      millis += pause;
      admitted += throttle.admits(batch) ? batch : 0;
    }
    assertThat(admitted).isLessThanOrEqualTo(RATE + millis * RATE / 1_000 + batch);
  }

  @Test
  void time_before_a_change_counts_at_the_rate_there_was() {
    Throttle throttle = limited();
    assertThat(throttle.admits(11 * RATE)).isTrue();
    clock.advance(Duration.ofSeconds(5));

    throttle.scale(Scaling.DEFAULT.recordsPerSecond(10 * RATE));

    assertThat(throttle.admits(1)).as("half of the debt is left").isFalse();
    clock.advance(Duration.ofMillis(501));
    assertThat(throttle.admits(1)).as("paid off ten times as fast").isTrue();
  }

  @Test
  void a_lower_rate_holds_at_once() {
    Throttle throttle = limited();

    throttle.scale(Scaling.DEFAULT.recordsPerSecond(5));

    assertThat(admitted(throttle, RATE)).isEqualTo(5);
    clock.advance(Duration.ofSeconds(1));
    assertThat(admitted(throttle, RATE)).isEqualTo(5);
  }

  @Test
  void a_rate_that_is_new_begins_with_a_second_s_records_and_without_debt() {
    Throttle throttle = limited();
    assertThat(throttle.admits(1_000 * RATE)).isTrue();
    throttle.scale(Scaling.DEFAULT);
    assertThat(throttle.admits(1_000 * RATE)).isTrue();

    throttle.scale(Scaling.DEFAULT.recordsPerSecond(5));

    assertThat(admitted(throttle, RATE)).isEqualTo(5);
  }

  @Test
  void pushes_are_counted_in_and_out_and_a_change_holds_for_the_next() {
    Throttle throttle = throttle(Scaling.DEFAULT.pendingPushes(2));
    assertThat(throttle.enter()).isTrue();
    assertThat(throttle.enter()).isTrue();
    assertThat(throttle.enter()).as("a third").isFalse();

    throttle.scale(Scaling.DEFAULT.pendingPushes(3));
    assertThat(throttle.enter()).as("a third, once it may").isTrue();
    throttle.scale(Scaling.DEFAULT.pendingPushes(1));
    throttle.leave();
    throttle.leave();
    assertThat(throttle.enter()).as("a second, when only one may").isFalse();
    throttle.leave();
    assertThat(throttle.enter()).as("the first").isTrue();
    assertThat(throttle.pending()).isEqualTo(1);
  }

  @Test
  @Timeout(180)
  void workers_are_bounded_and_can_be_added_and_taken_while_they_work() throws Exception {
    Throttle throttle = throttle(Scaling.DEFAULT.workers(2));
    Crew crew = new Crew(throttle);
    try {
      crew.send(6);
      crew.begun.acquire(2);
      assertThat(crew.begun.tryAcquire(50, TimeUnit.MILLISECONDS)).as("a third").isFalse();

      throttle.scale(Scaling.DEFAULT.workers(3));
      crew.begun.acquire();

      throttle.scale(Scaling.DEFAULT.workers(1));
      crew.finish(2);
      assertThat(crew.begun.tryAcquire(50, TimeUnit.MILLISECONDS))
          .as("another, while one of three still works")
          .isFalse();
      crew.finish(1);
      crew.begun.acquire();
      assertThat(crew.begun.tryAcquire(50, TimeUnit.MILLISECONDS)).as("a second").isFalse();

      crew.finish(3);
      crew.begun.acquire(2);
      crew.awaitEnd();
    } finally {
      crew.close();
    }
  }

  @Test
  void work_that_fails_makes_room_for_other_work() {
    Throttle throttle = throttle(Scaling.DEFAULT.workers(1));
    CompletableFuture<Void> failing =
        CompletableFuture.runAsync(
            () ->
                throttle.working(
                    () -> {
                      throw new IllegalStateException("broken");
                    }));

    assertThat(failing.handle((done, e) -> e).join()).hasRootCauseMessage("broken");
    assertThat(throttle.<String>working(() -> "done")).isEqualTo("done");
  }

  /** Threads that come to work, and work until they are told to finish. */
  private static final class Crew implements AutoCloseable {
    final Semaphore begun = new Semaphore(0);
    private final Semaphore finish = new Semaphore(0);
    private final Throttle throttle;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();

    Crew(Throttle throttle) {
      this.throttle = throttle;
    }

    void send(int count) throws InterruptedException {
      CountDownLatch present = new CountDownLatch(count);
      for (int i = 0; i < count; i++) {
        ends.add(
            CompletableFuture.runAsync(
                () -> {
                  present.countDown();
                  throttle.working(
                      () -> {
                        begun.release();
                        finish.acquireUninterruptibly();
                        return "";
                      });
                },
                threads));
      }
      present.await();
    }

    void finish(int count) {
      finish.release(count);
    }

    void awaitEnd() {
      ends.forEach(CompletableFuture::join);
    }

    @Override
    public void close() {
      finish.release(ends.size());
      threads.shutdown();
    }
  }
}
