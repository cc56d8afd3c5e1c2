package io.obsrv.event;

/**
 * How far a destination has got.
 *
 * @param position the sequence up to which it has everything; 0 for nothing
 * @param refused records it will never take
 */
public record Delivery(long position, long refused) {
  /** Nothing yet. */
  public static final Delivery NONE = new Delivery(0, 0);
}
