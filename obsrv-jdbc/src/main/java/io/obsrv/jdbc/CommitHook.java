package io.obsrv.jdbc;

/**
 * Told of each {@link CommitStep}, on the thread that commits: where tests end the process, or let
 * the database fail.
 */
@FunctionalInterface
interface CommitHook {
  /** Does nothing. */
  CommitHook NONE = step -> {};

  void reached(CommitStep step);
}
