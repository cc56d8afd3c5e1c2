package io.obsrv.connector.file;

import com.google.common.collect.AbstractIterator;
import io.obsrv.connector.SourceBatch;
import io.obsrv.event.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The records of files one after the other, with at most one file open. */
final class EventIterator extends AbstractIterator<Event> {
  private static final int BATCH = 1_000;

  private final Reading reading;
  private final Iterator<Path> files;
  private Iterator<Event> batch = Collections.emptyIterator();
  private @Nullable FileSplitReader reader;

  EventIterator(Reading reading, List<Path> files) {
    this.reading = reading;
    this.files = files.iterator();
  }

  Stream<Event> stream() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(this::close);
  }

  @Override
  protected @Nullable Event computeNext() {
    try {
      while (!batch.hasNext()) {
        if (reader == null && !files.hasNext()) {
          return endOfData();
        }
        fill();
      }
      return batch.next();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void fill() {
    if (reader == null) {
      reader = FileSplitReader.open(reading, files.next(), Optional.empty());
    }
    SourceBatch next = reader.poll(BATCH, Duration.ZERO);
    batch = next.records().iterator();
    if (next.finished()) {
      close();
    }
  }

  private void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
