package io.obsrv.connector;

import java.util.List;

/**
 * What a destination answers.
 *
 * @param durable everything up to this sequence is stored or refused for good, and will never be
 *     delivered again; 0 if there is nothing yet. It may lag behind what was written, and never
 *     goes back. Where it is less than what the engine knows already, it says nothing
 * @param refused records that the destination will never take, none of them behind {@code durable}
 *     once that has passed them
 */
public record DestinationResult(long durable, List<RefusedRecord> refused) {

  /** Copies the list. */
  public DestinationResult {
    refused = List.copyOf(refused);
  }

  /**
   * Everything up to a sequence is stored.
   *
   * @param sequence the sequence
   * @return the result, with nothing refused
   */
  public static DestinationResult durable(long sequence) {
    return new DestinationResult(sequence, List.of());
  }
}
