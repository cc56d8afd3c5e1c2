package io.obsrv.lifecycle;

import io.obsrv.event.DataStore;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what only the versions before a live one needed. That one is in force whatever comes of
 * this, which may wait for who still reads a table. Stateless.
 */
final class Settling {
  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

  private Settling() {}

  static void after(Layout layout, DataStore store, Hold hold) {
    try {
      store.settle(layout, hold);
    } catch (RuntimeException e) {
      LOG.warn(
          "Version {} of dataset '{}' is live; what only the versions before it needed could not be"
              + " removed, and goes when the next one is published",
          layout.version(),
          layout.id(),
          e);
    }
  }
}
