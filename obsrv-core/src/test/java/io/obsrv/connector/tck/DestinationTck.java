package io.obsrv.connector.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.connector.RefusedRecord;
import io.obsrv.event.Effect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every destination must do. A test of a destination extends this, with a new and empty place
 * for each test. One that knows its position has each row exactly once; one that does not, at least
 * once.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class DestinationTck extends DestinationFixture {
  private static final int RECORDS = 8;

  private static List<DestinationRecord> upTo(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(DestinationFixture::put).toList();
  }

  private static List<Integer> idsUpTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private static DestinationBatch batch(DestinationRecord... records) {
    return new DestinationBatch(List.of(records));
  }

  private List<Integer> puts() {
    return seen().stream().filter(s -> s.effect() == Effect.PUT).map(Seen::id).sorted().toList();
  }

  /** The rows that are there in the end. */
  private Set<Integer> rows() {
    Set<Integer> rows = new TreeSet<>();
    for (Seen each : seen()) {
      if (each.effect() == Effect.PUT) {
        rows.add(each.id());
      } else {
        rows.remove(each.id());
      }
    }
    return rows;
  }

  private boolean knowsItsPosition() {
    try (Destination destination = open()) {
      return destination.position().isPresent();
    }
  }

  /** What is delivered is there. */
  @Nested
  public class Delivery {
    @Test
    void everything_that_is_written_and_flushed_is_there_once() {
      DestinationEngine engine = new DestinationEngine(DestinationTck.this::open, upTo(RECORDS), 3);
      engine.run(Calls.unlimited());
      assertEquals(idsUpTo(RECORDS), puts());
      assertEquals(sequence(RECORDS), engine.stored(), "what is durable after a flush");
    }

    @Test
    void what_was_written_before_a_close_goes_on_behind_it() {
      new DestinationEngine(DestinationTck.this::open, upTo(3), 2).run(Calls.unlimited());
      try (Destination destination = open()) {
        destination.write(batch(put(4), put(5)));
        destination.flush();
      }
      assertEquals(idsUpTo(5), puts());
    }

    @Test
    void an_empty_batch_changes_nothing() {
      try (Destination destination = open()) {
        DestinationResult before = destination.write(batch());
        assertEquals(0, before.durable(), "durable before anything was written");
        destination.write(batch(put(1)));
        long durable = destination.flush().map(DestinationResult::durable).orElse(0L);
        assertTrue(destination.write(batch()).durable() >= durable, "durable went back");
      }
      assertEquals(idsUpTo(1), puts());
    }
  }

  /** What is delivered twice is there once. */
  @Nested
  public class Duplicates {
    @Test
    void the_same_batch_once_more_changes_nothing() {
      try (Destination destination = open()) {
        destination.write(batch(put(1), put(2)));
        destination.write(batch(put(1), put(2)));
        destination.flush();
        destination.write(batch(put(1), put(2)));
        destination.flush();
      }
      assertEquals(idsUpTo(2), puts());
    }

    @Test
    void a_batch_that_overlaps_with_what_is_there_adds_the_rest() {
      try (Destination destination = open()) {
        destination.write(batch(put(1), put(2)));
        destination.write(batch(put(2), put(3)));
        destination.flush();
      }
      assertEquals(idsUpTo(3), puts());
    }
  }

  /** A process may end between any two calls. */
  @Nested
  public class Restart {
    @Test
    void after_a_crash_before_any_call_nothing_is_lost_and_nothing_comes_twice() {
      boolean crashed = true;
      for (int calls = 0; crashed; calls++) {
        DestinationEngine engine =
            new DestinationEngine(DestinationTck.this::open, upTo(RECORDS), 3);
        crashed = crashes(engine, calls);
        if (crashed) {
          engine.run(Calls.unlimited());
        }
        List<Integer> there = knowsItsPosition() ? puts() : puts().stream().distinct().toList();
        assertEquals(idsUpTo(RECORDS), there, "crashed before call " + calls);
        engine.cleanUp();
        startOver();
      }
    }

    private static boolean crashes(DestinationEngine engine, int calls) {
      try {
        engine.run(new Calls(calls));
        return false;
      } catch (Calls.Crash e) {
        return true;
      }
    }
  }

  /** What a destination says is durable, is. */
  @Nested
  public class Position {
    @Test
    void is_never_ahead_of_what_is_there() {
      try (Destination destination = open()) {
        hold(destination.position().orElse(0L));
        for (int id = 1; id <= RECORDS; id++) {
          hold(destination.write(batch(put(id))).durable());
          hold(destination.position().orElse(0L));
          destination.idle().map(DestinationResult::durable).ifPresent(this::hold);
        }
        destination.flush().map(DestinationResult::durable).ifPresent(this::hold);
        hold(destination.position().orElse(0L));
      }
    }

    @Test
    void is_known_to_another_instance_where_it_is_known_at_all() {
      long durable;
      Optional<Long> position;
      try (Destination destination = open()) {
        durable = destination.write(batch(put(1), put(2))).durable();
        durable = Math.max(durable, destination.flush().map(DestinationResult::durable).orElse(0L));
        position = destination.position();
      }
      try (Destination other = open()) {
        assertEquals(position, other.position());
        long known = durable;
        other.position().ifPresent(p -> assertEquals(known, p, "position after a restart"));
      }
    }

    private void hold(long durable) {
      List<Integer> there = puts();
      for (int id = 1; id <= RECORDS; id++) {
        if (sequence(id) <= durable) {
          assertTrue(there.contains(id), durable + " is said to be durable, there are " + there);
        }
      }
    }
  }

  /** A record that is refused harms nobody but itself. */
  @Nested
  public class Refusal {
    @Test
    void is_told_by_its_sequence_and_the_neighbours_are_there() {
      Optional<DestinationRecord> bad = refusable(sequence(2));
      if (bad.isEmpty()) {
        return;
      }
      try (Destination destination = open()) {
        DestinationResult result = destination.write(batch(put(1), bad.get(), put(3)));
        assertEquals(
            List.of(sequence(2)),
            result.refused().stream().map(RefusedRecord::sequence).toList(),
            "refused records");
        assertFalse(result.refused().get(0).message().isBlank(), "it must say what is wrong");
        long durable =
            Math.max(
                result.durable(), destination.flush().map(DestinationResult::durable).orElse(0L));
        assertEquals(sequence(3), durable, "what is durable behind a refused record");
      }
      assertEquals(List.of(1, 3), puts());
    }
  }

  /** A row that was removed is gone. */
  @Nested
  public class Removal {
    @Test
    void takes_a_row_away_that_was_written_before() {
      try (Destination destination = open()) {
        destination.write(batch(put(1), put(2), put(3)));
        destination.write(batch(remove(2, sequence(4))));
        destination.flush();
      }
      assertEquals(Set.of(1, 3), rows());
    }

    @Test
    void within_one_batch_the_later_record_counts() {
      try (Destination destination = open()) {
        destination.write(batch(put(1), remove(1, 11), put(2)));
        destination.flush();
      }
      assertEquals(Set.of(2), rows());
    }

    @Test
    void of_a_row_that_was_never_there_is_no_failure() {
      try (Destination destination = open()) {
        destination.write(batch(remove(7, 5), put(1)));
        destination.flush();
      }
      assertEquals(Set.of(1), rows());
    }
  }

  /** Whoever stops a destination does so from another thread, and may have to interrupt it. */
  @Nested
  public class Hanging {
    @Test
    void a_close_while_another_thread_writes_returns_and_loses_nothing() {
      Destination destination = open();
      WritingThread writing = new WritingThread(destination, 1);
      writing.awaitWritten(patience());
      writing.close(patience());
      writing.awaitEnd(patience());
      finish(writing);
    }

    @Test
    void a_write_that_hangs_ends_when_it_is_closed_and_interrupted_and_loses_nothing() {
      try (Destination destination = open()) {
        destination.write(batch(put(1)));
        destination.flush();
      }
      Destination destination = open();
      Optional<Runnable> release = hold();
      if (release.isEmpty()) {
        destination.close();
        return;
      }
      WritingThread writing = new WritingThread(destination, 2);
      try {
        writing.awaitBegun(patience());
        writing.close(patience());
        writing.interrupt();
        writing.awaitEnd(patience());
      } finally {
        release.get().run();
      }
      finish(writing);
    }

    /** Goes on behind what is durable, and counts. */
    private void finish(WritingThread writing) {
      try (Destination destination = open()) {
        long begin = Math.max(writing.durable(), destination.position().orElse(0L));
        for (int id = 1; id <= writing.last(); id++) {
          if (sequence(id) > begin) {
            destination.write(batch(put(id)));
          }
        }
        destination.flush();
      }
      List<Integer> there = knowsItsPosition() ? puts() : puts().stream().distinct().toList();
      assertEquals(idsUpTo(writing.last()), there, "after a close while another thread wrote");
    }
  }

  /** A destination is let go by whoever stops it. */
  @Nested
  public class Closing {
    @Test
    void can_be_repeated() {
      Destination destination = open();
      destination.write(batch(put(1)));
      destination.close();
      destination.close();
      Destination untouched = open();
      untouched.close();
      untouched.close();
    }
  }
}
