package io.obsrv.connector;

/** What a connector can be for a dataset. */
public enum Role {
  /** It feeds the dataset. */
  SOURCE("source"),
  /** It is given the dataset's rows. */
  DESTINATION("destination");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /**
   * The role in a sentence.
   *
   * @return a word in lower case
   */
  public String label() {
    return label;
  }
}
