package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What the registry has of a dataset says something that this release has no word for, such as a
 * status: a newer release wrote it, as one may that shares the storage. Trying again does not help.
 */
public final class NewerReleaseException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  private NewerReleaseException(String message) {
    super(ErrorCode.NEWER_RELEASE, message, null);
  }

  /**
   * Reads a stored word.
   *
   * @param <E> the words that there can be
   * @param word what is stored
   * @param words all of them
   * @param dataset of which it is said
   * @param column where it stands
   * @return the word
   * @throws NewerReleaseException if this release does not know it
   */
  public static <E extends Enum<E>> E read(
      String word, Class<E> words, String dataset, String column) {
    return Arrays.stream(words.getEnumConstants())
        .filter(known -> known.name().equals(word))
        .findFirst()
        .orElseThrow(() -> unknown(word, words, dataset, column));
  }

  private static NewerReleaseException unknown(
      String word, Class<? extends Enum<?>> words, String dataset, String column) {
    return new NewerReleaseException(
        "Dataset '%s' cannot be read: its %s in the registry is '%s', written by a newer release; this one knows %s. Use the release that wrote it, or a newer one."
            .formatted(
                dataset,
                column,
                word,
                Arrays.stream(words.getEnumConstants())
                    .map(Enum::name)
                    .collect(Collectors.joining(", "))));
  }
}
