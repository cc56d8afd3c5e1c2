package io.obsrv.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * A record, or the row of one, with its size as a text and as a number, as far as it was ever one.
 *
 * @param id its key
 * @param text its size, if it ever was a text
 * @param number its size, if it ever was a number
 * @param grade its grade; null if it came without
 */
record WalkRecord(long id, @Nullable String text, @Nullable Long number, @Nullable String grade) {

  /** Two of three sizes are texts, of which one is that of a number; one of two has a grade. */
  static WalkRecord of(int pick) {
    int size = pick / 10 % 3;
    String text = size == 0 ? "7" : "large";
    return new WalkRecord(
        pick % 10, size == 2 ? null : text, size == 2 ? 8L : null, pick % 2 == 0 ? "a" : null);
  }

  String json() {
    return "{\"id\": %d, \"size\": %s%s}"
        .formatted(
            id,
            text == null ? number : "\"" + text + "\"",
            grade == null ? "" : ", \"grade\": \"" + grade + "\"");
  }

  boolean fits(WalkForm form) {
    return (form.numbers() ? number : text) != null && (grade != null || !form.demanding());
  }

  /** The row of a record that fits. */
  WalkRecord stored() {
    return new WalkRecord(id, text, number, grade == null ? "m" : grade);
  }

  boolean isNumber() {
    return number != null || "7".equals(text);
  }

  /** What once was a text is that text again; what is no number is none. */
  WalkRecord converted(boolean toNumber) {
    if (toNumber) {
      return new WalkRecord(
          id, text, isNumber() && number == null ? Long.valueOf(7) : number, grade);
    }
    return new WalkRecord(id, text == null ? String.valueOf(number) : text, number, grade);
  }

  @Nullable Object size(WalkForm form) {
    return form.numbers() ? number : text;
  }
}
