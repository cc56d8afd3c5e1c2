package io.obsrv.schema;

/** Quotes values in messages, long ones in part. */
final class Excerpt {
  private static final int MAX = 80;

  private Excerpt() {}

  static String of(String text) {
    return "'" + (text.length() <= MAX ? text : text.substring(0, cut(text)) + "…") + "'";
  }

  /** Not between the halves of a surrogate pair, since messages are stored too. */
  private static int cut(String text) {
    return Character.isHighSurrogate(text.charAt(MAX - 1)) ? MAX - 1 : MAX;
  }
}
