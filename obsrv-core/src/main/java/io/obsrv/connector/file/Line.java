package io.obsrv.connector.file;

import java.io.IOException;
import java.util.Optional;

/**
 * The bytes up to a line end, or up to the end of the file.
 *
 * @param text without the line end, and no more of it than was asked for
 * @param length bytes without the line end, all of them
 * @param ended whether there is a line end
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that is never compared
record Line(byte[] text, long length, boolean ended) {
  private static final int LINE_END = 2;

  /** Reads from here to the next line end; empty at the end of the file. */
  static Optional<Line> read(RecordBytes bytes, int max) throws IOException {
    bytes.begin();
    long start = bytes.offset();
    byte[] head = new byte[0];
    int b;
    while ((b = bytes.next()) != '\n' && b != RecordBytes.END) {
      if (bytes.length() > max + LINE_END) {
        head = head.length == 0 ? bytes.copy(max) : head;
        bytes.begin();
      }
    }
    if (bytes.offset() == start) {
      return Optional.empty();
    }
    long length = bytes.offset() - start - bytes.lineEndLength();
    byte[] text = head.length > 0 ? head : bytes.copy((int) Math.min(length, max));
    return Optional.of(new Line(text, length, b == '\n'));
  }

  boolean isBlank() {
    return length == text.length && RecordBytes.isBlank(text);
  }
}
