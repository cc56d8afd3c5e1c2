package io.obsrv.connector.file;

/** Tells whether a JSON text stops before its end, without asking whether it is well formed. */
final class JsonEnd {
  private JsonEnd() {}

  static boolean isMissing(byte[] json) {
    int depth = 0;
    boolean inText = false;
    for (int i = 0; i < json.length; i++) {
      switch (json[i]) {
        case '"' -> inText = !inText;
        case '\\' -> i += inText ? 1 : 0;
        case '{', '[' -> depth += inText ? 0 : 1;
        case '}', ']' -> depth -= inText ? 0 : 1;
        default -> {
          // content
        }
      }
    }
    return inText || depth > 0;
  }
}
