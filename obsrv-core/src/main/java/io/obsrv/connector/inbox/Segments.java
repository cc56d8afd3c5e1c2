package io.obsrv.connector.inbox;

import io.obsrv.event.Event;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of an inbox: the last is appended to, those before are only read, and deleted in order.
 * Owns the end of what is on disk, behind which nobody reads. For many threads, by its monitor.
 */
final class Segments {
  private final Path directory;
  private final long segmentBytes;
  private final FileChannel lock;
  private final Readers readers;
  private FileChannel last;
  private Place end;
  private long first;
  private boolean closed;
  private @Nullable IOException failure;

  private Segments(Path directory, long segmentBytes, FileChannel lock) throws IOException {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.lock = lock;
    this.readers = Readers.of(directory);
    List<Long> numbers = numbers();
    first = numbers.isEmpty() ? 1 : numbers.get(0);
    long number = numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1);
    last = append(number);
    end = new Place(number, whole(number));
    last.truncate(end.offset());
    last.position(end.offset());
    last.force(true);
  }

  static Segments open(Path directory, long segmentBytes) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = lock.tryLock();
      if (held == null) {
        throw new IOException("another process has it open");
      }
      return new Segments(directory, segmentBytes, lock);
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw new IOException("this process has it open already", e);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  synchronized void append(List<Event> events) throws IOException {
    if (closed) {
      throw new IOException("it was closed");
    }
    if (failure != null) {
      throw new IOException("it failed before", failure);
    }
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (Event event : events) {
      frames.write(Frame.of(event));
    }
    try {
      write(frames.toByteArray());
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    notifyAll();
  }

  private void write(byte[] bytes) throws IOException {
    if (end.offset() > 0 && end.offset() + bytes.length > segmentBytes) {
      FileChannel next = append(end.segment() + 1);
      last.close();
      last = next;
      end = new Place(end.segment() + 1, 0);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      last.write(buffer);
    }
    last.force(true);
    end = new Place(end.segment(), end.offset() + bytes.length);
  }

  /** Where reading begins if nothing is known. */
  synchronized Place begin() {
    return new Place(first, 0);
  }

  synchronized Place end() {
    return end;
  }

  /** Waits until there is something behind a place, or somebody who was woken is to stop. */
  synchronized void await(Place behind, Duration wait, BooleanSupplier stop)
      throws InterruptedException {
    long begun = System.nanoTime();
    long left = wait.toNanos();
    while (!closed && !stop.getAsBoolean() && end.compareTo(behind) <= 0 && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = wait.toNanos() - (System.nanoTime() - begun);
    }
  }

  synchronized void wake() {
    notifyAll();
  }

  /** Keeps what is behind a place for a reader, and deletes what no reader needs. */
  synchronized void keep(String reader, Place behind) throws IOException {
    readers.need(reader, behind.segment());
    deleteRead();
  }

  /** A reader is gone for good. */
  synchronized void release(String reader) throws IOException {
    readers.release(reader);
    deleteRead();
  }

  private void deleteRead() throws IOException {
    while (first < end.segment() && readers.isDone(first)) {
      Files.deleteIfExists(file(first));
      first++;
    }
  }

  Path file(long number) {
    return directory.resolve("%019d.log".formatted(number));
  }

  synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      notifyAll();
      last.close();
      lock.close();
    }
  }

  private FileChannel append(long number) throws IOException {
    FileChannel channel =
        FileChannel.open(file(number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    forceNames();
    return channel;
  }

  /** A new file is not there after a power cut unless its directory is on disk, too. */
  private void forceNames() throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // There a directory cannot be opened.
    }
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private List<Long> numbers() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("\\d{19}\\.log"))
          .map(name -> Long.parseLong(name.substring(0, 19)))
          .sorted()
          .toList();
    }
  }

  /** How much of the last segment is whole. */
  private long whole(long number) throws IOException {
    long size = Files.size(file(number));
    long offset = 0;
    try (FileChannel channel = FileChannel.open(file(number), StandardOpenOption.READ);
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)))) {
      Optional<byte[]> body = Frame.next(in, size);
      while (body.isPresent()) {
        offset += Frame.HEAD + body.get().length;
        body = Frame.next(in, size - offset);
      }
    }
    return offset;
  }
}
