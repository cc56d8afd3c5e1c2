package io.obsrv.connector.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread that writes to a destination, a row at a time, while the destination is closed by
 * another; it writes some more then, as one does who has not been told. Its figures are its own
 * until it has ended.
 */
final class WritingThread {
  private static final int BEFORE = 20;
  private static final int AFTER = 5;

  private final Destination destination;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Optional<Throwable> failure = Optional.empty();
  private long durable;
  private int last;

  /** Begins with a row. */
  WritingThread(Destination destination, int first) {
    this.destination = destination;
    this.thread = new Thread(() -> run(first), "tck-write");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(int first) {
    try {
      begun.countDown();
      write(first, BEFORE);
      written.countDown();
      closed.await();
      write(first + BEFORE, AFTER);
    } catch (Throwable e) {
      failure = Optional.of(e);
    } finally {
      written.countDown();
    }
  }

  private void write(int first, int rows) {
    for (int id = first; id < first + rows; id++) {
      last = id;
      DestinationBatch batch = new DestinationBatch(List.of(DestinationFixture.put(id)));
      durable = Math.max(durable, destination.write(batch).durable());
    }
  }

  void awaitBegun(Duration patience) {
    assertTimeoutPreemptively(patience, () -> begun.await(), "no thread");
  }

  /** Waits until some rows are written. */
  void awaitWritten(Duration patience) {
    assertTimeoutPreemptively(patience, () -> written.await(), "write hangs by itself");
  }

  /** Closes the destination. */
  void close(Duration patience) {
    assertTimeoutPreemptively(
        patience, destination::close, "close hangs while another thread writes");
    closed.countDown();
  }

  /** Does what the engine does where a close was not enough. */
  void interrupt() {
    thread.interrupt();
  }

  /** Waits until the thread has ended, which must not be by just any exception. */
  void awaitEnd(Duration patience) {
    try {
      thread.join(TimeUnit.MILLISECONDS.convert(patience));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertFalse(thread.isAlive(), "write hangs although its destination was closed");
    failure.ifPresent(e -> assertInstanceOf(ConnectorException.class, e));
    assertTrue(last > 0, "nothing was written");
  }

  /** What the destination said is durable. */
  long durable() {
    return durable;
  }

  /** The last row that was written, or begun. */
  int last() {
    return last;
  }
}
