package io.obsrv.connector;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * Rows on their way to a destination.
 *
 * @param records the rows, their sequences increasing; possibly none
 */
public record DestinationBatch(List<DestinationRecord> records) {

  /** Copies the list, and checks that the sequences increase. */
  public DestinationBatch {
    records = List.copyOf(records);
    long last = 0;
    for (DestinationRecord record : records) {
      checkArgument(
          record.sequence() > last,
          "sequence %s is behind %s, must increase",
          record.sequence(),
          last);
      last = record.sequence();
    }
  }

  /**
   * The rows behind a sequence: those that a destination does not have yet.
   *
   * @param sequence where to begin, exclusively
   * @return the rows, possibly none
   */
  public List<DestinationRecord> behind(long sequence) {
    return records.stream().filter(record -> record.sequence() > sequence).toList();
  }

  /**
   * Where the batch ends.
   *
   * @param before the answer if there is nothing in it
   * @return the sequence of the last row
   */
  public long lastOr(long before) {
    return records.isEmpty() ? before : records.get(records.size() - 1).sequence();
  }
}
