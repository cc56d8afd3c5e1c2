package io.obsrv.connector.inbox;

import io.obsrv.event.Checkpoint;
import java.util.Optional;

/**
 * A place in an inbox.
 *
 * @param segment the number of the segment, from 1
 * @param offset the bytes before it in the segment
 */
record Place(long segment, long offset) implements Comparable<Place> {

  Checkpoint checkpoint() {
    return new Checkpoint(segment + ":" + offset);
  }

  /** What {@link #checkpoint} wrote; empty if it did not. */
  static Optional<Place> read(Checkpoint checkpoint) {
    String[] parts = checkpoint.value().split(":", -1);
    try {
      return parts.length == 2
          ? Optional.of(new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(Place other) {
    return segment == other.segment
        ? Long.compare(offset, other.offset)
        : Long.compare(segment, other.segment);
  }
}
