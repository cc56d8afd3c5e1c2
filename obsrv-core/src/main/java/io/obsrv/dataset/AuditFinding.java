package io.obsrv.dataset;

/**
 * Something that is wrong with an audit trail.
 *
 * @param name the dataset or alias whose trail it is
 * @param number the row, or the first of several; 0 for the trail's head
 * @param fault what is wrong with it
 * @param message what was found, for people
 */
public record AuditFinding(String name, long number, Fault fault, String message) {

  /** What can be wrong with a row. */
  public enum Fault {
    /** It is there, but not as it was written. */
    CHANGED,
    /** It was written, and is gone. */
    MISSING,
    /** It is there, and was not written by this library. */
    UNEXPECTED
  }

  @Override
  public String toString() {
    return "'" + name + "': " + message;
  }
}
