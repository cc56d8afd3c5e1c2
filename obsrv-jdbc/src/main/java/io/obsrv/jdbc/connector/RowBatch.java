package io.obsrv.jdbc.connector;

import io.obsrv.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on their way to a batch: at most so many, and no more once they have 8 MiB together. For one
 * thread.
 */
final class RowBatch {
  private static final long MAX_BYTES = 8 << 20;

  private final List<Event> events = new ArrayList<>();
  private final int max;
  private long bytes;
  private boolean last;

  RowBatch(int max) {
    this.max = max;
  }

  void add(Event event) {
    events.add(event);
    bytes += event.raw().length;
  }

  /** There are no more rows for now. */
  void end() {
    last = true;
  }

  int room() {
    return max - events.size();
  }

  boolean isDone() {
    return last || room() == 0 || bytes >= MAX_BYTES;
  }

  boolean isLast() {
    return last;
  }

  List<Event> events() {
    return events;
  }
}
