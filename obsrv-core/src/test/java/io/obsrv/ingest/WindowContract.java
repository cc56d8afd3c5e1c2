package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.event.Event;
import io.obsrv.event.Verdict;
import io.obsrv.query.Query;
import io.obsrv.storage.Storage;
import io.obsrv.storage.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * A key is taken once within its window, however many writers bring it at one moment, and once more
 * when the window has passed. Each storage runs it through a class that says how to open one.
 */
public abstract class WindowContract {
  private static final int WRITERS = 8;
  private static final int ROUNDS = 12;
  private static final int KEYS = 20;
  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** Opens a storage that is new and empty; the contract closes it. */
  protected abstract Storage open(Clock clock);

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void a_key_is_taken_once_in_each_window(@ForAll long seed) throws Exception {
    TestClock clock = new TestClock();
    Random random = new Random(seed);
    Map<Integer, Instant> taken = new HashMap<>();
    long pushed = 0;
    long expected = 0;
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (Obsrv obsrv = Obsrv.on(open(clock)).clock(clock).open()) {
      Fixtures.publish(obsrv, Fixtures.numbered("seen").key("id").dedupWindow(WINDOW));
      for (int round = 0; round < ROUNDS; round++) {
        clock.advance(Duration.ofMinutes(1 + random.nextInt(6)));
        Instant now = clock.instant();
        List<List<Integer>> batches = batches(random);
        Map<Integer, Long> due =
            batches.stream()
                .flatMap(List::stream)
                .distinct()
                .filter(key -> taken.getOrDefault(key, Instant.EPOCH).plus(WINDOW).isBefore(now))
                .collect(Collectors.toMap(Function.identity(), key -> 1L));

        assertThat(accepted(obsrv, batches, writers))
            .as("accepted by key in round %d of seed %d", round, seed)
            .isEqualTo(due);

        due.keySet().forEach(key -> taken.put(key, now));
        pushed += batches.stream().mapToInt(List::size).sum();
        expected += due.size();
      }
      var counters = obsrv.monitor().stats("seen").counters();
      assertThat(counters.received()).isEqualTo(pushed);
      assertThat(counters.accepted()).isEqualTo(expected);
      assertThat(counters.duplicates()).isEqualTo(pushed - expected);
      assertThat(obsrv.queries().run("seen", Query.from("seen")).rows()).hasSize((int) expected);
    } finally {
      writers.shutdownNow();
    }
  }

  private static List<List<Integer>> batches(Random random) {
    List<List<Integer>> batches = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      batches.add(random.ints(1 + random.nextInt(8), 0, KEYS).boxed().toList());
    }
    return batches;
  }

  /** How often each key was accepted, of batches that are pushed at one moment. */
  private static Map<Integer, Long> accepted(
      Obsrv obsrv, List<List<Integer>> batches, ExecutorService writers) throws Exception {
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    List<Future<List<Integer>>> pushes = new ArrayList<>();
    for (List<Integer> batch : batches) {
      pushes.add(
          writers.submit(
              () -> {
                start.await(60, TimeUnit.SECONDS);
                return push(obsrv, batch);
              }));
    }
    List<Integer> accepted = new ArrayList<>();
    for (Future<List<Integer>> push : pushes) {
      accepted.addAll(push.get(60, TimeUnit.SECONDS));
    }
    return accepted.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static List<Integer> push(Obsrv obsrv, List<Integer> keys) {
    List<Event> events =
        keys.stream().map(key -> Event.json("{\"id\": %d}".formatted(key))).toList();
    List<Verdict> verdicts = obsrv.ingestion().ingest("seen", events).verdicts();
    List<Integer> accepted = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (verdicts.get(i) instanceof Verdict.Accepted) {
        accepted.add(keys.get(i));
      }
    }
    return accepted;
  }
}
