package io.obsrv.dataset;

import java.util.Locale;

/** A move in the life of a dataset. */
public enum Verb {
  /** Declares a dataset. */
  CREATE,
  /** Changes the draft, or begins one beside the live version. */
  EDIT,
  /** Gives the draft up. */
  DISCARD,
  /** Hands the draft to review. */
  SUBMIT,
  /** Hands it back to its author. */
  REJECT,
  /** Finds it good. */
  APPROVE,
  /** Puts it in force. */
  PUBLISH,
  /** Takes the dataset out of service. */
  RETIRE,
  /** Puts it back into service. */
  REINSTATE;

  /**
   * The name of the call.
   *
   * @return the name in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
