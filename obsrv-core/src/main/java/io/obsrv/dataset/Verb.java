package io.obsrv.dataset;

import java.util.Locale;

/** A move in the life of a dataset. */
public enum Verb {
  /** Declares a dataset. */
  CREATE,
  /** Declares a dataset as another one is. */
  COPY,
  /** Declares a dataset as it was exported elsewhere. */
  IMPORT,
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
  /** Begins a draft with the definition of an earlier version. */
  ROLLBACK,
  /** Lets its connectors rest, and refuses pushes. */
  PAUSE,
  /** Lets them go on. */
  RESUME,
  /** Takes the dataset out of service. */
  RETIRE,
  /** Puts it back into service. */
  REINSTATE,
  /** Puts its rows into a bundle, and drops its tables. */
  ARCHIVE,
  /** Brings the rows back from the bundle. */
  RESTORE,
  /** Removes everything but its name and audit trail. */
  PURGE,
  /** Changes what a name stands for; moves no dataset. */
  ALIAS;

  /**
   * The name of the call.
   *
   * @return the name in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
