package io.obsrv.error;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects every problem of one piece of input, so that a refusal can name all of them. Confined to
 * one thread.
 */
public final class Problems {
  private final List<Problem> found;
  private final String prefix;

  /** Starts with none found. */
  public Problems() {
    this(new ArrayList<>(), "");
  }

  private Problems(List<Problem> found, String prefix) {
    this.found = found;
    this.prefix = prefix;
  }

  /**
   * A view whose problems are added to this collection with their path below {@code name}.
   *
   * @param name a path segment
   * @return the view
   */
  public Problems under(String name) {
    return new Problems(found, join(name));
  }

  /**
   * Adds a problem.
   *
   * @param path where, below this view; empty for the view's own path
   * @param message what it is and what it must be
   */
  public void add(String path, String message) {
    found.add(new Problem(path.isEmpty() ? prefix : join(path), message));
  }

  /**
   * Adds problems found elsewhere, their paths below this view.
   *
   * @param others the problems
   */
  public void addAll(List<Problem> others) {
    others.forEach(problem -> add(problem.path(), problem.message()));
  }

  /**
   * What was found so far, in the order it was found.
   *
   * @return a copy
   */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /**
   * Throws if anything was found.
   *
   * @param subject the beginning of the sentence, for example {@code Dataset 'orders' cannot be
   *     submitted}
   * @throws InvalidException with all problems, if there are any
   */
  public void refuseIfAny(String subject) {
    if (!found.isEmpty()) {
      throw new InvalidException(subject, list());
    }
  }

  private String join(String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }
}
