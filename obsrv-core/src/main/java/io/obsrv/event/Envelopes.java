package io.obsrv.event;

import java.util.HashSet;
import java.util.Set;

/** Finds records of envelopes that were stored before. */
public final class Envelopes {
  private Envelopes() {}

  /**
   * The records of a batch that came in a known envelope.
   *
   * @param commit the batch
   * @param known the ids of its envelopes that are stored
   * @return their positions; of two envelopes with one id the second is known by the first
   */
  public static Set<Integer> repeated(Commit commit, Set<String> known) {
    Set<Integer> repeated = new HashSet<>();
    Set<String> seen = new HashSet<>(known);
    for (EnvelopeRange envelope : commit.envelopes()) {
      if (!seen.add(envelope.id())) {
        for (int index = envelope.from(); index < envelope.to(); index++) {
          repeated.add(index);
        }
      }
    }
    return repeated;
  }
}
