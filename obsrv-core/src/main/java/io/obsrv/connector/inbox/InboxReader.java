package io.obsrv.connector.inbox;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an inbox up to what is on disk. For one thread, but closed by any. */
final class InboxReader implements SplitReader {
  /** So that a batch fits into memory, however large its records are. */
  private static final long BATCH_BYTES = 8 << 20;

  private final Segments segments;
  private final String reader;
  private final String subject;
  private Place place;
  private volatile boolean closed;

  InboxReader(Segments segments, String reader, String subject, Place place) {
    this.segments = segments;
    this.reader = reader;
    this.subject = subject;
    this.place = place;
  }

  @Override
  public SourceBatch poll(int max, Duration wait) {
    try {
      segments.await(place, wait, () -> closed);
      refuseIfClosed();
      List<Event> events = read(max);
      return SourceBatch.of(events, place.checkpoint());
    } catch (IOException e) {
      throw ConnectorException.retryable("%s cannot read its inbox: %s.".formatted(subject, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ConnectorException.retryable("%s was interrupted.".formatted(subject), e);
    }
  }

  private List<Event> read(int max) throws IOException {
    List<Event> events = new ArrayList<>();
    Place end = segments.end();
    while (events.isEmpty() && place.compareTo(end) < 0) {
      readSegment(end, max, events);
      boolean atEnd = events.isEmpty() && place.segment() < end.segment();
      place = atEnd ? new Place(place.segment() + 1, 0) : place;
    }
    return events;
  }

  private void readSegment(Place end, int max, List<Event> events) throws IOException {
    try (FileChannel channel =
        FileChannel.open(segments.file(place.segment()), StandardOpenOption.READ)) {
      long limit = place.segment() == end.segment() ? end.offset() : channel.size();
      long begin = place.offset();
      channel.position(begin);
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
      while (place.offset() < limit
          && events.size() < max
          && place.offset() - begin < BATCH_BYTES) {
        Optional<byte[]> body = Frame.next(in, limit - place.offset());
        events.add(Frame.event(body.orElseThrow(this::damaged)));
        place = new Place(place.segment(), place.offset() + Frame.HEAD + body.get().length);
      }
    }
  }

  private ConnectorException damaged() {
    return ConnectorException.fatal(
        "%s cannot read its inbox: '%s' is damaged at byte %d. Put an undamaged copy in its place."
            .formatted(subject, segments.file(place.segment()), place.offset()),
        null);
  }

  @Override
  public void committed(Checkpoint checkpoint) {
    try {
      segments.keep(reader, Place.read(checkpoint).orElseThrow());
    } catch (IOException e) {
      throw ConnectorException.retryable(
          "%s cannot delete what was read of its inbox: %s.".formatted(subject, e), e);
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw ConnectorException.retryable("%s: the reader was closed.".formatted(subject), null);
    }
  }

  @Override
  public void close() {
    closed = true;
    segments.wake();
  }
}
