package io.obsrv.storage;

import io.obsrv.error.ClosedException;

/** Open until it is closed, once and for all. For many threads. */
final class Gate {
  private volatile boolean closed;

  void close() {
    closed = true;
  }

  void pass() {
    if (closed) {
      throw new ClosedException();
    }
  }
}
