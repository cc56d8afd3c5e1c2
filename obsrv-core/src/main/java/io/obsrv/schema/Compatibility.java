package io.obsrv.schema;

/** Between which versions of a dataset records must be exchangeable. */
public enum Compatibility {
  /** What was stored under the version before must hold under the next. */
  BACKWARD,
  /** Who reads with the version before must be able to read what the next one takes. */
  FORWARD,
  /** Both. */
  FULL,
  /** Neither: only what has to be written again is told. */
  NONE;

  /**
   * Whether what is stored must hold under the next version too.
   *
   * @return true for {@code BACKWARD} and {@code FULL}
   */
  public boolean holdsStored() {
    return this == BACKWARD || this == FULL;
  }
}
