package io.obsrv.jdbc;

import io.obsrv.dataset.NewerReleaseException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the registry leaves out of its lists, since a newer release wrote it: aloud when it is
 * new, and softly when it is met again, as in each round of a follower. Owns what was told; for
 * many threads.
 */
final class LeftOut {
  private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);
  private static final String WORDS = "Left out of a list: {}";

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Reads a row of a list. */
  interface Reading<T> {
    T read() throws SQLException;
  }

  /** What a row says; empty if this release cannot read it. */
  <T> Optional<T> unless(Reading<T> row) throws SQLException {
    try {
      return Optional.of(row.read());
    } catch (NewerReleaseException e) {
      tell(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void tell(String why) {
    if (told.add(why)) {
      LOG.warn(WORDS, why);
    } else {
      LOG.debug(WORDS, why);
    }
  }
}
