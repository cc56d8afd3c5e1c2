package io.obsrv.connector.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds where one element of a JSON list ends. Valid JSON is always cut right; malformed JSON is
 * cut where JSON cannot go on, so that an element that is not closed does not swallow those behind
 * it:
 *
 * <ul>
 *   <li>a line break within a text ends the text;
 *   <li>directly in an object, an object or the end of a list can only follow a colon;
 *   <li>behind a text only a colon, a comma or a closing bracket can follow. If not, a quote is
 *       missing or too many, and texts have changed places with what is between them; if the last
 *       one ends with a comma and an opening brace, the next element begins at that brace.
 * </ul>
 */
final class ElementScan {

  /** How an element ends. */
  enum Outcome {
    WHOLE,
    /** The next element, or the end of the list, begins before this one is closed. */
    UNCLOSED,
    /** The file ends within. */
    CUT
  }

  private final RecordBytes bytes;
  private final int max;
  private final long start;
  private byte @Nullable [] head;
  private OptionalLong brace = OptionalLong.empty();

  /** Begins at the element's first byte, which is next. */
  ElementScan(RecordBytes bytes, int max) {
    this.bytes = bytes;
    this.max = max;
    this.start = bytes.offset();
    bytes.begin();
  }

  /** Goes behind the element. */
  Outcome scan() throws IOException {
    int first = next();
    return switch (first) {
      case '"' -> text() ? Outcome.WHOLE : Outcome.CUT;
      case '{', '[' -> container(first == '{');
      default -> scalar();
    };
  }

  /** How many bytes the element has. */
  long length() {
    return bytes.offset() - start;
  }

  /** The element without what separates it from the next, no more than is wanted of it. */
  byte[] copy() {
    if (head != null) {
      return head;
    }
    byte[] element = bytes.copy(Math.min(bytes.length(), max));
    int length = element.length;
    while (RecordBytes.isSpace(element[length - 1]) || element[length - 1] == ',') {
      length--;
    }
    return Arrays.copyOf(element, length);
  }

  private Outcome container(boolean object) throws IOException {
    int depth = 1;
    int before = object ? '{' : '[';
    while (true) {
      int b = next();
      if (b == RecordBytes.END) {
        return Outcome.CUT;
      }
      if (RecordBytes.isSpace(b)) {
        continue;
      }
      if (before == '"' && b != ':' && b != ',' && b != '}' && b != ']' && nextBegan()) {
        return Outcome.UNCLOSED;
      }
      boolean direct = object && depth == 1;
      switch (b) {
        case '"' -> {
          if (!text()) {
            return Outcome.CUT;
          }
        }
        case '[' -> depth++;
        case '{' -> {
          if (direct && before != ':') {
            return unread();
          }
          depth++;
        }
        case ']' -> {
          if (direct && before != ':') {
            return unread();
          }
          depth -= direct ? 0 : 1;
        }
        case '}' -> depth--;
        default -> {
          // part of a scalar, or a separator
        }
      }
      if (depth == 0) {
        return Outcome.WHOLE;
      }
      before = b;
    }
  }

  /** Up to the closing quote; false if the file ends before. */
  private boolean text() throws IOException {
    int before = 0;
    brace = OptionalLong.empty();
    while (true) {
      int b = next();
      switch (b) {
        case RecordBytes.END -> {
          return false;
        }
        case '"' -> {
          return true;
        }
        case '\n' -> {
          brace = OptionalLong.empty();
          return true;
        }
        case '\\' -> {
          next();
          brace = OptionalLong.empty();
        }
        case ' ', '\t', '\r' -> {
          continue;
        }
        case '{' ->
            brace = before == ',' ? OptionalLong.of(bytes.offset() - 1) : OptionalLong.empty();
        default -> brace = OptionalLong.empty();
      }
      before = b;
    }
  }

  /** Up to what ends it, which is left for the next. */
  private Outcome scalar() throws IOException {
    while (true) {
      switch (bytes.peek()) {
        case RecordBytes.END -> {
          return Outcome.CUT;
        }
        case ',', ']', '{', '[', '"', '\n' -> {
          return Outcome.WHOLE;
        }
        default -> next();
      }
    }
  }

  private boolean nextBegan() {
    if (brace.isEmpty() || !bytes.keeps(brace.getAsLong())) {
      return false;
    }
    bytes.goTo(brace.getAsLong());
    return true;
  }

  private Outcome unread() {
    bytes.goTo(bytes.offset() - 1);
    return Outcome.UNCLOSED;
  }

  private int next() throws IOException {
    if (bytes.length() > max) {
      head = head == null ? bytes.copy(max) : head;
      bytes.begin();
    }
    return bytes.next();
  }
}
