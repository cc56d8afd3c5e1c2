package io.obsrv.storage;

/**
 * Ends what a process does at some step, as its death would: an error, which nobody takes for a
 * failure of that step.
 */
public final class ProcessDeath extends Error {
  private static final long serialVersionUID = 1L;

  public ProcessDeath(String message) {
    super(message);
  }
}
