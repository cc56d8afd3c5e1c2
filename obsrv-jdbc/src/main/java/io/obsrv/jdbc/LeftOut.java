package io.obsrv.jdbc;

import io.obsrv.dataset.NewerReleaseException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the registry leaves out of its lists, since a newer release wrote it: aloud when it is
 * new, and softly when it is met again, as in each round of a follower. Owns what was told; for
 * many threads.
 */
final class LeftOut {
  /** Enough to see what is going on; what comes after is told softly. */
  static final int MOST = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);
  private static final String WORDS = "Left out of a list: {}";

  private final Set<String> told = new HashSet<>();

  /** Reads a row of a list. */
  interface Reading<T> {
    T read() throws SQLException;
  }

  /** What a row says; empty if this release cannot read it. */
  <T> Optional<T> unless(Reading<T> row) throws SQLException {
    return unless(Optional.empty(), row);
  }

  /**
   * The same for a row of which there may be any number that say the same.
   *
   * @param word what it says: told once, whichever row is met first
   */
  <T> Optional<T> unless(String word, Reading<T> row) throws SQLException {
    return unless(Optional.of(word), row);
  }

  private <T> Optional<T> unless(Optional<String> word, Reading<T> row) throws SQLException {
    try {
      return Optional.of(row.read());
    } catch (NewerReleaseException e) {
      String why = String.valueOf(e.getMessage());
      tell(word.orElse(why), why);
      return Optional.empty();
    }
  }

  private void tell(String what, String why) {
    if (isNew(what)) {
      LOG.warn(WORDS, why);
    } else {
      LOG.debug(WORDS, why);
    }
  }

  private synchronized boolean isNew(String what) {
    return told.size() < MOST && told.add(what);
  }
}
