package io.obsrv.connector;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.event.Effect;
import java.time.Instant;

/**
 * What happened to one row of a dataset.
 *
 * @param sequence its place in the order in which the dataset's rows were stored, at least 1; the
 *     same whenever the record is delivered
 * @param effect whether the row was put or removed
 * @param receivedAt when its record arrived
 * @param value the row's values under the names of their columns, {@code null} where it has none;
 *     of a removed row those of the key at least. Not to be changed
 */
public record DestinationRecord(
    long sequence, Effect effect, Instant receivedAt, ObjectNode value) {
  /** Checks the sequence. */
  public DestinationRecord {
    checkArgument(sequence >= 1, "sequence is %s, must be at least 1", sequence);
  }
}
