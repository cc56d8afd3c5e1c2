package io.obsrv.dataset;

/**
 * How far the rows of a dataset have come on their way to another location.
 *
 * @param phase what is left to do
 * @param place the location that is not the dataset's own: not yet, or not any more
 */
public record Relocation(Phase phase, Location place) {

  /** What is left to do. */
  public enum Phase {
    /** Rows are copied to the place. */
    ENTERING,
    /** What is at the place goes. */
    LEAVING
  }

  /**
   * Rows are on their way to a place.
   *
   * @param place where they will be
   * @return the first phase
   */
  public static Relocation entering(Location place) {
    return new Relocation(Phase.ENTERING, place);
  }

  /**
   * Rows have left a place, or will not stay there.
   *
   * @param place what is there goes
   * @return the last phase
   */
  public static Relocation leaving(Location place) {
    return new Relocation(Phase.LEAVING, place);
  }

  /**
   * Whether it is in a phase.
   *
   * @param other the phase
   * @return true if it is this one
   */
  public boolean is(Phase other) {
    return phase == other;
  }
}
