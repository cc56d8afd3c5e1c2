package io.obsrv.event;

import java.util.Locale;

/** A step of the pipeline, at which a record can fail. */
public enum Stage {
  /** Finding the record in what arrived. */
  EXTRACT,
  /** Holding it against the schema. */
  VALIDATE,
  /** Finding its key. */
  DEDUPLICATE,
  /** Adding fields from master datasets. */
  ENRICH,
  /** Changing its fields. */
  TRANSFORM,
  /** Holding it against the quality rules. */
  CHECK;

  /**
   * The name used in messages and metrics.
   *
   * @return the name in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
