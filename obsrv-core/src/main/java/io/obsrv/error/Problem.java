package io.obsrv.error;

/**
 * One thing that is wrong with something an author wrote.
 *
 * @param path where, as {@code a/b} from the root of what was given; empty for the whole
 * @param message what it is and what it must be
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
