package io.obsrv.archive;

/**
 * One part of a bundle: a file of JSON Lines.
 *
 * @param name what it holds, for example {@code rows}
 * @param entries how many lines it has
 * @param bytes its size, not compressed
 * @param sha256 the SHA-256 of its bytes, not compressed, in hexadecimal digits
 */
public record PartSummary(String name, long entries, long bytes, String sha256) {
  private static final String SUFFIX = ".jsonl";

  /** The part's file within the bundle. */
  String file() {
    return file(name);
  }

  static String file(String part) {
    return part + SUFFIX;
  }
}
