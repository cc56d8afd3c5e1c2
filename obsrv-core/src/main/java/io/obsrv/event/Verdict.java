package io.obsrv.event;

import java.util.List;

/** What became of one record. */
public sealed interface Verdict {

  /**
   * It is a row now; or, where a dataset upserts, it took a row's place or removed it.
   *
   * @param warnings the names of the rules it breaks without failing
   */
  record Accepted(List<String> warnings) implements Verdict {
    private static final Accepted PLAIN = new Accepted(List.of());

    /** Copies the list. */
    public Accepted {
      warnings = List.copyOf(warnings);
    }

    /** Accepted without a warning. */
    public Accepted() {
      this(List.of());
    }
  }

  /** It was known: nothing was stored. Where a dataset upserts, what is stored is as new. */
  record Duplicate() implements Verdict {}

  /**
   * It is in quarantine.
   *
   * @param id its number there
   * @param rejection why
   */
  record Quarantined(long id, Rejection rejection) implements Verdict {}

  /**
   * A record that was accepted.
   *
   * @param warnings the names of the rules it breaks without failing
   * @return the verdict
   */
  static Verdict accepted(List<String> warnings) {
    return warnings.isEmpty() ? Accepted.PLAIN : new Accepted(warnings);
  }
}
