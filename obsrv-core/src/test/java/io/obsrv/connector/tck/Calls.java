package io.obsrv.connector.tck;

/** Counts the calls of an engine, and ends its process before one of them. For one thread. */
final class Calls {

  /** The process has ended: nothing is closed, and nothing in memory is left. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private int left;

  Calls(int left) {
    this.left = left;
  }

  /** An engine that lives on. */
  static Calls unlimited() {
    return new Calls(Integer.MAX_VALUE);
  }

  /** To be called before each call. */
  void next() {
    if (left-- == 0) {
      throw new Crash();
    }
  }
}
