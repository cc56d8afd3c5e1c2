package io.obsrv.dataset;

import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a dataset, which also names its files, schemas and threads.
 *
 * @param value 1 to 56 lower-case letters, digits, {@code _} and {@code -}, beginning with a letter
 */
public record DatasetId(String value) implements Comparable<DatasetId> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,55}");
  private static final Pattern UNSEEN = Pattern.compile("\\p{C}");
  private static final int MAX_SHOWN = 80;

  /** Checks the form, which is what makes the id safe in identifiers and file names. */
  public DatasetId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidException(
          "Dataset id '" + shown(value) + "' cannot be used",
          List.of(
              new Problem(
                  "id",
                  "must be 1 to 56 lower-case letters (a-z), digits, '_' and '-', beginning with a letter")));
    }
  }

  /** A name that may be none, as it can be shown: its beginning, in characters that are seen. */
  static String shown(String name) {
    String begin = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
    return UNSEEN.matcher(begin).replaceAll("?");
  }

  /**
   * The id of this name.
   *
   * @param value the name
   * @return the id
   * @throws InvalidException if the name has another form
   */
  public static DatasetId of(String value) {
    return new DatasetId(value);
  }

  @Override
  public int compareTo(DatasetId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
