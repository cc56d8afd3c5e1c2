package io.obsrv.connector.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.connector.tck.SourceEngine.Step;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every source must do. A test of a source extends this, with a new and empty place for each
 * test.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class SourceTck extends SourceFixture {
  private static final int RECORDS = 10;

  private SourceEngine engine(int max) {
    return new SourceEngine(this::open, max);
  }

  private SourceEngine finished(int max) {
    SourceEngine engine = engine(max);
    engine.run(Calls.unlimited());
    return engine;
  }

  private List<Integer> ids(List<Event> events) {
    return events.stream().map(this::id).sorted().toList();
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  /** A checkpoint is all that is needed to go on. */
  @Nested
  public class Replay {
    @Test
    void from_every_checkpoint_the_records_behind_it_come_again() {
      bringIn(upTo(RECORDS));
      List<Step> steps = stepsWithoutCommitting();
      for (int i = 0; i < steps.size(); i++) {
        Step step = steps.get(i);
        List<Integer> behind = new ArrayList<>();
        steps.stream()
            .skip(i + 1)
            .filter(later -> later.split().equals(step.split()))
            .forEach(later -> later.batch().records().forEach(event -> behind.add(id(event))));
        List<Integer> replayed = new ArrayList<>();
        try (Source source = open();
            SplitReader reader =
                source.open(new Split(step.split()), Optional.of(step.batch().checkpoint()))) {
          drain(reader, 3).forEach(b -> b.records().forEach(event -> replayed.add(id(event))));
        }
        assertEquals(behind, replayed, "behind checkpoint " + step.batch().checkpoint().value());
      }
    }

    @Test
    void from_the_beginning_the_same_records_come_in_the_same_order() {
      bringIn(upTo(RECORDS));
      List<Integer> first = inOrder(stepsWithoutCommitting());
      assertEquals(first, inOrder(stepsWithoutCommitting()));
      assertEquals(upTo(RECORDS), first.stream().sorted().toList());
    }

    private List<Integer> inOrder(List<Step> steps) {
      return steps.stream()
          .flatMap(s -> s.batch().records().stream())
          .map(SourceTck.this::id)
          .toList();
    }

    private List<Step> stepsWithoutCommitting() {
      List<Step> steps = new ArrayList<>();
      try (Source source = open()) {
        for (Split split : source.splits()) {
          try (SplitReader reader = source.open(split, Optional.empty())) {
            drain(reader, 3).forEach(batch -> steps.add(new Step(split.id(), batch)));
          }
        }
      }
      return steps;
    }
  }

  /** A part of a source keeps its name. */
  @Nested
  public class Splits {
    @Test
    void have_the_same_ids_whenever_they_are_listed() {
      bringIn(upTo(RECORDS));
      List<Split> first = list();
      assertFalse(first.isEmpty(), "there is no split");
      assertEquals(first, list());
      assertEquals(first.size(), first.stream().distinct().count(), "splits with one id: " + first);
      first.forEach(
          split -> assertTrue(split.id().length() <= 1_000, "longer than 1,000: " + split.id()));
    }

    @Test
    void keep_their_ids_when_records_are_added() {
      bringIn(upTo(2));
      List<Split> before = list();
      bringIn(List.of(3));
      assertTrue(list().containsAll(before), before + " became " + list());
    }

    private List<Split> list() {
      try (Source source = open()) {
        return source.splits();
      }
    }
  }

  /** A process may end between any two calls. */
  @Nested
  public class Restart {
    @Test
    void after_a_crash_before_any_call_nothing_is_lost_and_nothing_comes_twice() {
      bringIn(upTo(RECORDS));
      boolean crashed = true;
      for (int calls = 0; crashed; calls++) {
        SourceEngine engine = engine(3);
        crashed = crashes(engine, calls);
        if (crashed) {
          engine.run(Calls.unlimited());
        }
        assertEquals(upTo(RECORDS), ids(engine.records()), "crashed before call " + calls);
        engine.cleanUp();
        startOver(upTo(RECORDS));
      }
    }

    @Test
    void with_a_restart_behind_every_batch_nothing_is_lost_and_nothing_comes_twice() {
      bringIn(upTo(RECORDS));
      for (int max : new int[] {1, 2, 3, RECORDS, 100}) {
        SourceEngine engine = engine(max);
        for (int i = 0; i < RECORDS / max + 2; i++) {
          // The first batch is kept behind the sixth call.
          crashes(engine, 7);
        }
        engine.run(Calls.unlimited());
        assertEquals(upTo(RECORDS), ids(engine.records()), "at most " + max + " at once");
        engine.cleanUp();
        startOver(upTo(RECORDS));
      }
    }

    private boolean crashes(SourceEngine engine, int calls) {
      try {
        engine.run(new Calls(calls));
        return false;
      } catch (Calls.Crash e) {
        return true;
      }
    }
  }

  /** A record that cannot be taken harms nobody but itself. */
  @Nested
  public class Poison {
    @Test
    void becomes_a_broken_record_and_its_neighbours_are_unharmed() {
      bringIn(upTo(2));
      bringInPoison();
      bringIn(List.of(3, 4));
      List<Event> events = finished(100).records();
      List<Event> broken = events.stream().filter(Event.Broken.class::isInstance).toList();
      assertEquals(1, broken.size(), "broken records: " + broken);
      assertFalse(((Event.Broken) broken.get(0)).message().isBlank(), "it must say what is wrong");
      assertTrue(broken.get(0).raw().length <= MAX_EVENT_BYTES, "its raw bytes must be bounded");
      assertEquals(
          upTo(4), ids(events.stream().filter(e -> !(e instanceof Event.Broken)).toList()));
    }

    @Test
    void is_told_once_however_it_is_read() {
      bringIn(upTo(2));
      bringInPoison();
      bringIn(List.of(3, 4));
      long broken = finished(1).records().stream().filter(Event.Broken.class::isInstance).count();
      assertEquals(1, broken, "broken records");
    }
  }

  /** A poll gives back what is asked for, in the time that is asked for. */
  @Nested
  public class Polling {
    @Test
    void gives_no_more_records_than_are_wanted() {
      bringIn(upTo(RECORDS));
      for (int max : new int[] {1, 3}) {
        finished(max)
            .steps()
            .forEach(s -> assertTrue(s.batch().records().size() <= max, "more than " + max));
        startOver(upTo(RECORDS));
      }
    }

    @Test
    void returns_soon_where_there_is_nothing() {
      bringIn(upTo(2));
      eachReader(
          reader -> {
            drain(reader, 100);
            SourceBatch batch =
                assertTimeoutPreemptively(
                    patience(), () -> reader.poll(10, Duration.ofMillis(100)), "poll hangs");
            assertTrue(batch.records().isEmpty(), "records came twice: " + batch.records());
            reader
                .lag()
                .ifPresent(lag -> assertEquals(0, lag, "lag where there is nothing to read"));
          });
    }

    @Test
    void finds_what_was_added_behind_the_last_checkpoint_unless_it_is_bounded() {
      bringIn(upTo(2));
      SourceEngine engine = finished(100);
      if (!capabilities().contains(Capability.BOUNDED)) {
        bringIn(List.of(3, 4));
        engine.run(Calls.unlimited());
        assertEquals(upTo(4), ids(engine.records()));
      }
    }
  }

  /** A reader is let go by whoever stops the source. */
  @Nested
  public class Closing {
    @Test
    void ends_a_poll_under_way_in_another_thread() {
      bringIn(upTo(2));
      eachReader(
          reader -> {
            drain(reader, 100);
            closeWhilePolling(reader);
          });
    }

    @Test
    void can_be_repeated() {
      bringIn(upTo(2));
      Source source = open();
      List<SplitReader> readers =
          source.splits().stream().map(split -> source.open(split, Optional.empty())).toList();
      for (int i = 0; i < 2; i++) {
        readers.forEach(SplitReader::close);
        source.close();
      }
      open().close();
    }

    private void closeWhilePolling(SplitReader reader) {
      CountDownLatch polling = new CountDownLatch(1);
      CountDownLatch closed = new CountDownLatch(1);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  polling.countDown();
                  while (closed.getCount() > 0) {
                    reader.poll(10, Duration.ofMinutes(10));
                  }
                } catch (ConnectorException e) {
                  // It may say that it was closed.
                } catch (Throwable e) {
                  failure.set(e);
                }
              },
              "tck-poll");
      thread.setDaemon(true);
      thread.start();
      assertTimeoutPreemptively(
          patience(),
          () -> {
            polling.await();
            reader.close();
          },
          "close hangs while another thread polls");
      closed.countDown();
      try {
        thread.join(TimeUnit.MILLISECONDS.convert(patience()));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      assertFalse(thread.isAlive(), "poll goes on although its reader was closed");
      Optional.ofNullable(failure.get())
          .ifPresent(e -> assertInstanceOf(ConnectorException.class, e));
    }
  }

  /** To be told that records are stored takes nothing from anybody. */
  @Nested
  public class Committed {
    @Test
    void can_be_told_after_every_batch_and_again() {
      bringIn(upTo(RECORDS));
      List<Event> records = new ArrayList<>();
      eachReader(
          reader ->
              drain(reader, 3)
                  .forEach(
                      batch -> {
                        records.addAll(batch.records());
                        reader.committed(batch.checkpoint());
                        reader.committed(batch.checkpoint());
                      }));
      assertEquals(upTo(RECORDS), ids(records));
    }

    @Test
    void leaves_all_records_behind_the_checkpoint() {
      bringIn(upTo(RECORDS));
      List<Event> records = new ArrayList<>();
      List<Checkpoint> checkpoints = new ArrayList<>();
      try (Source source = open()) {
        for (Split split : source.splits()) {
          try (SplitReader reader = source.open(split, Optional.empty())) {
            SourceBatch first = reader.poll(3, Duration.ofMillis(100));
            records.addAll(first.records());
            checkpoints.add(first.checkpoint());
            reader.committed(first.checkpoint());
          }
          try (SplitReader reader =
              source.open(split, Optional.of(checkpoints.get(checkpoints.size() - 1)))) {
            drain(reader, 3).forEach(batch -> records.addAll(batch.records()));
          }
        }
      }
      assertEquals(upTo(RECORDS), ids(records));
    }
  }
}
