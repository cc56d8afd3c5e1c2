package io.obsrv.dataset;

/**
 * A setting in which two definitions differ.
 *
 * @param path where in the canonical JSON, joined with {@code /}; what has a name is found by it
 * @param before its JSON text in the first; empty text if it is not there
 * @param after its JSON text in the second; empty text if it is not there
 */
public record DraftChange(String path, String before, String after) {

  @Override
  public String toString() {
    if (before.isEmpty()) {
      return path + " was added";
    }
    if (after.isEmpty()) {
      return path + " was taken away";
    }
    return "%s is %s, was %s".formatted(path, excerpt(after), excerpt(before));
  }

  private static String excerpt(String json) {
    return json.length() > 60 ? json.substring(0, 60) + "…" : json;
  }
}
