package io.obsrv.event;

/** What a connector of a dataset is doing. */
public enum RunState {
  /**
   * It works, or waits for work, or for another process that does it: {@code publish}, {@code
   * start}, {@code resume} or the opening of the library brings you here.
   */
  RUNNING,
  /** It was told to pause, also across restarts, until {@code resume}. */
  PAUSED,
  /**
   * It gave up, also across restarts, until {@code restart}; the status says why. Where another
   * process is at work on it, it gave up in one process, and goes on for all.
   */
  FAILED,
  /**
   * It was told to stop, also across restarts, until {@code restart}; or the dataset was retired,
   * the connector removed or the library closed.
   */
  STOPPED,
  /** Every split was read to its end. */
  COMPLETED
}
