package io.obsrv.expression;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pictures by which numbers and times are read and written, and the texts that are read. */
final class Picture {
  /** How many characters one may have; no number or time needs as many. */
  static final int MAX = 100;

  private static final Pattern COMPONENT = Pattern.compile("\\[\\s*([a-zA-Z])");

  private Picture() {}

  static @Nullable String bounded(@Nullable String text) {
    if (text != null && text.length() > MAX) {
      throw new LimitException(
          "reads or writes by a text of %d characters, may do so by at most %d"
              .formatted(text.length(), MAX));
    }
    return text;
  }

  /** A picture that names each part of a time once, so that there are few ways to read a text. */
  static @Nullable String ofTime(@Nullable String picture) {
    if (picture != null) {
      Set<String> seen = new HashSet<>();
      Matcher components = COMPONENT.matcher(picture);
      while (components.find()) {
        if (!seen.add(components.group(1))) {
          throw new LimitException(
              "reads a time by a picture with [%s] twice, may have it once"
                  .formatted(components.group(1)));
        }
      }
    }
    return bounded(picture);
  }
}
