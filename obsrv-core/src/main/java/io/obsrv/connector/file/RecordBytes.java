package io.obsrv.connector.file;

import java.io.IOException;
import java.util.Arrays;

/**
 * The bytes of a file, read one by one. Those since {@link #begin} are kept, so that a record can
 * be taken as a whole, or gone back into; whoever reads bounds them by beginning again.
 */
final class RecordBytes {
  /** What {@link #next} answers at the end. */
  static final int END = -1;

  private final FileBytes in;
  private byte[] buffer = new byte[1 << 16];

  /** The offset of the buffer's first byte. */
  private long base;

  private int begin;
  private int at;
  private int end;
  private boolean ended;

  RecordBytes(FileBytes in) {
    this.in = in;
  }

  /** The next byte, or {@link #END}; the end stays the end, even if the file grows meanwhile. */
  int next() throws IOException {
    return at < end || fill() ? buffer[at++] & 0xff : END;
  }

  /** The byte that {@link #next} will answer. */
  int peek() throws IOException {
    return at < end || fill() ? buffer[at] & 0xff : END;
  }

  void begin() {
    begin = at;
  }

  /** How many bytes were read since {@link #begin}. */
  int length() {
    return at - begin;
  }

  /** The bytes of the line end that was just read, none, one or two. */
  int lineEndLength() {
    int last = at;
    last -= last > begin && buffer[last - 1] == '\n' ? 1 : 0;
    last -= last > begin && buffer[last - 1] == '\r' ? 1 : 0;
    return at - last;
  }

  /** The first bytes since {@link #begin}. */
  byte[] copy(int length) {
    return Arrays.copyOfRange(buffer, begin, begin + length);
  }

  long offset() {
    return base + at;
  }

  /** Whether the bytes from there on are kept. */
  boolean keeps(long offset) {
    return offset >= base + begin;
  }

  /** Goes to an offset among the kept bytes. */
  void goTo(long offset) {
    at = (int) (offset - base);
  }

  /** Goes forward, and begins there; false if the file ends before. */
  boolean skipTo(long offset) throws IOException {
    long ahead = offset - base - end;
    if (ahead > 0) {
      long skipped = in.skip(ahead);
      base += end + skipped;
      end = 0;
      at = 0;
      begin = 0;
      return skipped == ahead;
    }
    goTo(offset);
    begin();
    return true;
  }

  /** Skips white space of JSON, and begins behind it. */
  void skipSpace() throws IOException {
    begin();
    while (isSpace(peek())) {
      at++;
      begin();
    }
  }

  static boolean isBlank(byte[] text) {
    for (byte b : text) {
      if (!isSpace(b)) {
        return false;
      }
    }
    return true;
  }

  static boolean isSpace(int b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** The first bytes of all, as many as there are; to be asked before anything is read. */
  byte[] head(int length) throws IOException {
    if (end < length) {
      fill();
    }
    return Arrays.copyOf(buffer, Math.min(end, length));
  }

  /** The byte order mark that some programs write before UTF-8. */
  void skipMark() throws IOException {
    // No text, but bytes: https://www.rfc-editor.org/rfc/rfc3629#section-6
    if (Arrays.equals(head(3), new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf})) {
      at = 3;
      begin = 3;
    }
  }

  /** Whether the end that was reached is not the one that was written. */
  boolean isCut() {
    return in.isCut();
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    System.arraycopy(buffer, begin, buffer, 0, end - begin);
    base += begin;
    at -= begin;
    end -= begin;
    begin = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int read = in.read(buffer, end, buffer.length - end);
    ended = read < 0;
    end += Math.max(read, 0);
    return !ended;
  }
}
