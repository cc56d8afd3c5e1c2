package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.ArchiveEntry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands what one store dumps to another one that restores it, a few entries at a time. Nothing of
 * it touches a disk on the way. Both stores want to be the one who calls, so the dump has a thread
 * of its own, which fills the queue; the thread that made the pipe empties and closes it.
 */
final class RowPipe implements Iterator<ArchiveEntry>, AutoCloseable {
  private static final int ENTRIES = 32;
  private static final long LOOK_MILLIS = 50;

  private final BlockingQueue<Piece> queue = new ArrayBlockingQueue<>(ENTRIES);

  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private @Nullable Piece ahead;

  /**
   * What goes through.
   *
   * @param entry empty behind the last one
   */
  private record Piece(Optional<ArchiveEntry> entry) {}

  private RowPipe(DatasetId id, Consumer<Consumer<ArchiveEntry>> dump) {
    thread = new Thread(() -> run(dump), "obsrv-" + id + "-move");
    thread.setDaemon(true);
  }

  static RowPipe of(DatasetId id, Consumer<Consumer<ArchiveEntry>> dump) {
    RowPipe pipe = new RowPipe(id, dump);
    pipe.thread.start();
    return pipe;
  }

  private void run(Consumer<Consumer<ArchiveEntry>> dump) {
    try {
      dump.accept(entry -> put(new Piece(Optional.of(entry))));
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    if (!closed) {
      put(new Piece(Optional.empty()));
    }
  }

  /** Waits for room, but not for somebody who has gone. */
  private void put(Piece piece) {
    try {
      boolean isPut = false;
      while (!isPut) {
        if (closed) {
          throw new CancellationException("nobody wants the rest");
        }
        isPut = queue.offer(piece, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public boolean hasNext() {
    Optional<ArchiveEntry> next = look();
    if (next.isEmpty()) {
      refuse(failure);
    }
    return next.isPresent();
  }

  private static void refuse(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  @Override
  public ArchiveEntry next() {
    ArchiveEntry entry = look().orElseThrow(NoSuchElementException::new);
    ahead = null;
    return entry;
  }

  private Optional<ArchiveEntry> look() {
    Piece next = ahead;
    try {
      if (next == null) {
        next = queue.take();
        ahead = next;
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    return next.entry();
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while rows were copied");
  }

  /** When it returns, the dump holds nothing any more. */
  @Override
  public void close() {
    closed = true;
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
