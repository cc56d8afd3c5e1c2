package io.obsrv.connector.file;

import java.util.Comparator;

/**
 * The characters that may stand between two cells.
 *
 * @param characters all of them ASCII
 */
record Delimiters(String characters) {
  /** What a header is searched for, the likelier first. */
  static final Delimiters USUAL = new Delimiters(",;\t|");

  boolean has(int b) {
    return characters.indexOf(b) >= 0;
  }

  /** The one that a header has most of, outside of quotes. */
  char mostIn(String header) {
    String outside = header.replaceAll("\"[^\"]*\"?", "");
    return (char)
        characters
            .chars()
            .boxed()
            .max(
                Comparator.<Integer>comparingLong(
                        delimiter -> outside.chars().filter(c -> c == delimiter).count())
                    // Of equals the first counts, and max takes the last.
                    .thenComparing(delimiter -> -characters.indexOf(delimiter)))
            .orElseThrow()
            .intValue();
  }
}
