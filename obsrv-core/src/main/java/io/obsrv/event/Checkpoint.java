package io.obsrv.event;

/**
 * How far a split of a source has been read; only its connector understands it.
 *
 * @param value text of the connector's own, at most 10,000 characters
 */
public record Checkpoint(String value) {
  private static final int MAX = 10_000;

  /** Checks the length. */
  public Checkpoint {
    if (value.length() > MAX) {
      throw new IllegalArgumentException(
          "checkpoint has " + value.length() + " characters, must have at most " + MAX);
    }
  }
}
