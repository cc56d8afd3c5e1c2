package io.obsrv.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");
  private static final DatasetId OTHER = DatasetId.of("other");

  private final Turns turns = turns(Duration.ofMinutes(2));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch asked = new CountDownLatch(2);
  private final Semaphore answers = new Semaphore(0);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static Turns turns(Duration timeout) {
    return new Turns(new QueryLimits(10, timeout).concurrent(2));
  }

  private String slowly() {
    asked.countDown();
    answers.acquireUninterruptibly();
    return "slow";
  }

  private List<Future<String>> askTwo(Turns turns) throws InterruptedException {
    List<Future<String>> two = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      two.add(threads.submit(() -> turns.take(ORDERS, this::slowly)));
    }
    asked.await();
    return two;
  }

  @Test
  void a_question_too_many_is_refused_when_none_is_done_in_time() throws Exception {
    Turns turns = turns(Duration.ofSeconds(1));
    List<Future<String>> two = askTwo(turns);

    assertThatThrownBy(() -> turns.take(ORDERS, () -> "quick"))
        .isInstanceOf(QueryRefusedException.class)
        .hasMessage(
            "Cannot query dataset 'orders': 2 questions are being answered, and none was done within 1 s. Ask fewer at a time, or raise 'concurrent' of the QueryLimits.");
    assertThat(turns.take(OTHER, () -> "quick")).isEqualTo("quick");

    answers.release(2);
    for (Future<String> each : two) {
      assertThat(each.get()).isEqualTo("slow");
    }
    assertThat(turns.take(ORDERS, () -> "quick")).isEqualTo("quick");
  }

  @Test
  void a_question_may_wait_for_ever() throws Exception {
    Turns patient = new Turns(new QueryLimits(10, ChronoUnit.FOREVER.getDuration()).concurrent(1));
    assertThat(patient.take(ORDERS, () -> "quick")).isEqualTo("quick");
  }

  @Test
  void a_question_waits_for_one_that_is_done() throws Exception {
    askTwo(turns);
    Future<String> third = threads.submit(() -> turns.take(ORDERS, () -> "third"));

    answers.release();
    assertThat(third.get()).isEqualTo("third");
    answers.release();
  }

  @Test
  void a_question_that_fails_gives_its_turn_back() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  turns.take(
                      ORDERS,
                      () -> {
                        throw new IllegalStateException("no answer");
                      }))
          .hasMessage("no answer");
    }
  }

  @Test
  void no_more_are_answered_at_a_time_however_many_ask() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(
          threads.submit(
              () ->
                  turns.take(
                      ORDERS,
                      () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        return now.decrementAndGet();
                      })));
      if (i % 50 == 0) {
        System.gc();
      }
    }
    for (Future<Integer> each : all) {
      each.get();
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void a_thread_that_is_interrupted_asks_no_more() throws Exception {
    askTwo(turns);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> turns.take(ORDERS, () -> "quick"))
        .isInstanceOf(QueryRefusedException.class)
        .hasMessageContaining("interrupted while others were answered");
    assertThat(Thread.interrupted()).isTrue();
    answers.release(2);
  }
}
