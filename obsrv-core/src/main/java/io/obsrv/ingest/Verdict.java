package io.obsrv.ingest;

import io.obsrv.event.Rejection;

/** What became of one pushed record. */
public sealed interface Verdict {

  /** It is a row now. */
  record Accepted() implements Verdict {}

  /** Its key was known; nothing was stored. */
  record Duplicate() implements Verdict {}

  /**
   * It is in quarantine.
   *
   * @param id its number there
   * @param rejection why
   */
  record Quarantined(long id, Rejection rejection) implements Verdict {}
}
