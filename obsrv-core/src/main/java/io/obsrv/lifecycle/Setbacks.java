package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Verb;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what could not be finished: aloud when it is new, and softly when it is met again, as in
 * each round of a follower. Owns what was told last of each dataset; for many threads.
 */
final class Setbacks {
  private static final Logger LOG = LoggerFactory.getLogger(Setbacks.class);
  private static final String WORDS =
      "The {} of dataset '{}' is begun and could not be finished; call {} again";

  private final Map<DatasetId, String> told = new ConcurrentHashMap<>();

  void tell(Verb verb, DatasetId id, RuntimeException why) {
    String words = verb.label() + ": " + why;
    if (words.equals(told.put(id, words))) {
      LOG.debug(WORDS, verb.label(), id, verb.label(), why);
    } else {
      LOG.warn(WORDS, verb.label(), id, verb.label(), why);
    }
  }

  /** What is finished by now is told again if it comes again. */
  void forgetAllBut(Set<DatasetId> unfinished) {
    told.keySet().retainAll(unfinished);
  }
}
