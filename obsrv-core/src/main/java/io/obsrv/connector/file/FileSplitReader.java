package io.obsrv.connector.file;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SplitReader;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one file. */
final class FileSplitReader implements SplitReader {
  /** So that a batch fits into memory, however large its records are. */
  private static final long BATCH_BYTES = 8 << 20;

  private final Reading reading;
  private final Path file;
  private final FileBytes in;
  private final RecordBytes bytes;
  private final Framing framing;
  private final byte[] head;
  private final Position start;
  private Position position;
  private boolean finished;
  private @Nullable ConnectorException failure;

  private FileSplitReader(Reading reading, Path file, FileBytes in, Optional<Mark> from)
      throws IOException {
    this.reading = reading;
    this.file = file;
    this.in = in;
    this.bytes = new RecordBytes(in);
    this.head = bytes.head(Mark.HEAD);
    FileStart checks = new FileStart(reading, file);
    this.start = checks.position(head, from);
    this.position = start;
    this.framing = reading.format().framing(reading, file, bytes);
    if (!framing.start(start)) {
      throw checks.shorter();
    }
  }

  static FileSplitReader open(Reading reading, Path file, Optional<Mark> from) {
    PathPattern.check(reading, file);
    try {
      FileBytes in = FileBytes.open(file);
      try {
        return new FileSplitReader(reading, file, in, from);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw reading.failure(file, e);
    }
  }

  /** Never waits: what a file does not have now is read by a later reader. */
  @Override
  public synchronized SourceBatch poll(int max, Duration wait) {
    List<Event> events = new ArrayList<>();
    long from = bytes.offset();
    while (!finished
        && failure == null
        && events.size() < max
        && bytes.offset() - from < BATCH_BYTES) {
      try {
        take(framing.next(), events);
      } catch (IOException e) {
        failure = reading.failure(file, e);
      } catch (ConnectorException e) {
        failure = e;
      }
    }
    Checkpoint checkpoint = Mark.of(reading.manner(), position, head).checkpoint();
    if (failure != null && events.isEmpty()) {
      return refused(failure, checkpoint);
    }
    return new SourceBatch(events, checkpoint, finished);
  }

  private SourceBatch refused(ConnectorException why, Checkpoint checkpoint) {
    if (!reading.watching() || why.isRetryable()) {
      throw why;
    }
    try {
      return Refusal.of(file, Optional.of(checkpoint)).batch(why);
    } catch (IOException e) {
      throw reading.failure(file, e);
    }
  }

  private void take(Step step, List<Event> events) throws IOException {
    if (step.last() && isUnfinished(step)) {
      finished = true;
      return;
    }
    position = step.behind();
    finished = step.last();
    Optional<Event> event = step.event();
    if (finished && event.isEmpty() && bytes.isCut()) {
      position = position.cut(position.offset(), 0);
      event = Optional.of(cutGzip());
    }
    if (!isToldBefore()) {
      event.ifPresent(events::add);
    }
  }

  /** In a watched file, what has no end yet is left to a later reader. */
  private boolean isUnfinished(Step step) throws IOException {
    return reading.watching()
        && (step.event().isPresent() || bytes.isCut())
        && new WatchedFile(reading, file).isGrowing();
  }

  /** A damaged end is told of once, until it has changed. */
  private boolean isToldBefore() {
    return finished
        && position.ending() == Ending.CUT
        && start.ending() == Ending.CUT
        && position.offset() == start.offset();
  }

  private static Event cutGzip() {
    return new Event.Broken(
        new byte[0], RejectionCode.TRUNCATED, "the gzip file is cut: what came behind is missing");
  }

  /** The file first, so that a reader that hangs in it lets go of the lock. */
  @Override
  public void close() {
    try {
      in.abort();
      synchronized (this) {
        failure =
            ConnectorException.retryable(
                "%s '%s': the reader was closed.".formatted(reading.who(), file), null);
        in.close();
      }
    } catch (IOException e) {
      throw reading.failure(file, e);
    }
  }
}
