package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.dataset.DatasetId;
import io.obsrv.policy.Scaling;
import io.obsrv.storage.ScarceThreads;
import io.obsrv.storage.TestClock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class FreeWorkersTest {
  private static final String NAME = "obsrv-helped-worker";

  private final Throttle throttle = new Throttle(Scaling.DEFAULT.workers(3), new TestClock());
  private final ScarceThreads threads = new ScarceThreads();
  private final FreeWorkers workers = new FreeWorkers(DatasetId.of("helped"), throttle, threads);
  private final Set<Thread> seen = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void a_batch_has_as_many_parts_as_there_are_workers_unless_they_would_be_small() {
    assertThat(workers.count(0)).isEqualTo(1);
    assertThat(workers.count(499)).isEqualTo(1);
    assertThat(workers.count(500)).isEqualTo(2);
    assertThat(workers.count(100_000)).isEqualTo(3);
  }

  @Test
  void the_parts_of_a_batch_are_worked_on_beside_each_other() {
    CyclicBarrier all = new CyclicBarrier(3);

    working(
        () ->
            workers.each(
                List.of(0, 1, 2),
                part -> {
                  seen.add(Thread.currentThread());
                  meet(all);
                }));

    assertThat(seen).hasSize(3).contains(Thread.currentThread());
    assertThat(throttle.isAtRest()).as("all workers are free again").isTrue();
  }

  @Test
  void who_brought_the_batch_does_all_of_it_while_the_workers_have_batches_of_their_own() {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch over = new CountDownLatch(1);
    List<Thread> others = List.of(busy(begun, over), busy(begun, over));
    Uninterruptibles.awaitUninterruptibly(begun);

    working(() -> workers.each(List.of(0, 1, 2), part -> seen.add(Thread.currentThread())));

    assertThat(seen).containsExactly(Thread.currentThread());
    over.countDown();
    others.forEach(Uninterruptibles::joinUninterruptibly);
  }

  private Thread busy(CountDownLatch begun, CountDownLatch over) {
    Thread thread =
        new Thread(
            () ->
                working(
                    () -> {
                      begun.countDown();
                      Uninterruptibles.awaitUninterruptibly(over);
                    }));
    thread.start();
    return thread;
  }

  @Test
  void a_part_that_fails_is_told_once_no_part_is_worked_on_any_more() {
    AtomicInteger done = new AtomicInteger();

    assertThatThrownBy(
            () ->
                working(
                    () ->
                        workers.each(
                            List.of(0, 1, 2),
                            part -> {
                              if (part > 0) {
                                throw new IllegalStateException("part " + part);
                              }
                              done.incrementAndGet();
                            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("part 1");
    assertThat(done).hasValue(1);
    assertThat(throttle.isAtRest()).isTrue();
  }

  @Test
  void once_closed_who_brought_a_batch_does_it_alone() {
    workers.close();

    working(() -> workers.each(List.of(0, 1, 2), part -> seen.add(Thread.currentThread())));

    assertThat(seen).containsExactly(Thread.currentThread());
  }

  @Test
  void work_is_begun_beside_who_brings_it() {
    CountDownLatch begun = new CountDownLatch(1);

    Pending<Thread> thread =
        workers.begin(
            () -> {
              Uninterruptibles.awaitUninterruptibly(begun);
              return Thread.currentThread();
            });
    begun.countDown();

    assertThat(thread.await()).isNotEqualTo(Thread.currentThread());
    assertThat(throttle.isAtRest()).isTrue();
  }

  @Test
  void work_waits_for_a_worker_where_none_is_free() {
    CountDownLatch begun = new CountDownLatch(3);
    CountDownLatch over = new CountDownLatch(1);
    List<Thread> others = List.of(busy(begun, over), busy(begun, over), busy(begun, over));
    Uninterruptibles.awaitUninterruptibly(begun);
    Thread bringing =
        new Thread(() -> seen.add(workers.begin(() -> Thread.currentThread()).await()));
    bringing.start();

    Workers.await("waiting for a worker", () -> bringing.getState() == Thread.State.WAITING);
    over.countDown();
    others.forEach(Uninterruptibles::joinUninterruptibly);
    Uninterruptibles.joinUninterruptibly(bringing);

    assertThat(seen).containsExactly(bringing);
    assertThat(throttle.isAtRest()).isTrue();
  }

  @Test
  void what_work_failed_with_is_told_to_who_asks() {
    Pending<Object> failing =
        workers.begin(
            () -> {
              throw new IllegalStateException("this work");
            });

    assertThatThrownBy(failing::await)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this work");
    assertThat(throttle.isAtRest()).isTrue();
  }

  @Test
  void once_closed_who_brings_work_does_it() {
    workers.close();

    assertThat(workers.begin(Thread::currentThread).await()).isEqualTo(Thread.currentThread());
    assertThat(throttle.isAtRest()).isTrue();
  }

  @Test
  void where_there_can_be_no_more_threads_who_brought_a_batch_does_it_alone() {
    threads.leave(0);

    working(() -> workers.each(List.of(0, 1, 2), part -> seen.add(Thread.currentThread())));

    assertThat(seen).containsExactly(Thread.currentThread());
    assertThat(threads.refused()).isEqualTo(1);
    assertThat(throttle.isAtRest()).isTrue();
  }

  @Test
  void where_there_can_be_one_more_thread_two_work_on_a_batch() {
    threads.leave(1);
    CyclicBarrier both = new CyclicBarrier(2);

    working(
        () ->
            workers.each(
                List.of(0, 1, 2),
                part -> {
                  seen.add(Thread.currentThread());
                  if (part < 2) {
                    meet(both);
                  }
                }));

    assertThat(seen).hasSize(2).contains(Thread.currentThread());
    assertThat(threads.refused()).isEqualTo(1);
    assertThat(throttle.isAtRest()).isTrue();
  }

  @Test
  void where_there_can_be_no_more_threads_who_brings_work_does_it() {
    threads.leave(0);

    assertThat(workers.begin(Thread::currentThread).await()).isEqualTo(Thread.currentThread());
    assertThat(throttle.isAtRest()).isTrue();

    threads.leave(1);
    assertThat(workers.begin(Thread::currentThread).await()).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void their_threads_end_when_there_is_nothing_to_do() {
    the_parts_of_a_batch_are_worked_on_beside_each_other();

    assertThat(seen).extracting(Thread::getName).filteredOn(NAME::equals).hasSize(2);
    seen.remove(Thread.currentThread());
    assertThat(seen).allMatch(Thread::isDaemon);
    seen.forEach(Uninterruptibles::joinUninterruptibly);
  }

  private void working(Runnable work) {
    boolean unused =
        throttle.working(
            () -> {
              work.run();
              return true;
            });
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      int unused = barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
