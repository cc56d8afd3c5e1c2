package io.obsrv.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something an author wrote is refused; carries every problem that was found, not only the first.
 */
public final class InvalidException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /** All that is wrong. */
  private final transient List<Problem> problems;

  /**
   * A refusal with all its reasons.
   *
   * @param subject the beginning of the sentence: who, and what was tried
   * @param problems what is wrong, at least one
   */
  public InvalidException(String subject, List<Problem> problems) {
    super(ErrorCode.INVALID, message(subject, problems), null);
    this.problems = List.copyOf(problems);
  }

  /**
   * All that is wrong.
   *
   * @return at least one problem
   */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(String subject, List<Problem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return problems.stream()
        .map(Problem::toString)
        .collect(Collectors.joining("; ", subject + ", " + count + ": ", "."));
  }
}
