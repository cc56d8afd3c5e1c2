package io.obsrv.expression;

/**
 * A text whose reader is stopped at a deadline. Regular expressions read a text again and again;
 * the text is the one place where they can be interrupted. Used by one thread.
 */
final class BoundedText implements CharSequence {
  private static final int READS_PER_CHECK = 1_024;

  private final String text;
  private final Deadline deadline;
  private int reads;

  BoundedText(String text, Deadline deadline) {
    this.text = text;
    this.deadline = deadline;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++reads == READS_PER_CHECK) {
      reads = 0;
      deadline.check();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
