package io.obsrv.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** The lines of a part, none of them longer than can be held in memory. Of one thread. */
final class PartLines implements AutoCloseable {
  /** The largest record, if each of its characters is written as six. */
  private static final int MAX_BYTES = 512 << 20;

  private final InputStream part;
  private final int maxBytes;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  PartLines(InputStream part) {
    this(part, MAX_BYTES);
  }

  PartLines(InputStream part, int maxBytes) {
    this.part = part;
    this.maxBytes = maxBytes;
  }

  /**
   * The next line without its end.
   *
   * @return the line, or null behind the last
   * @throws IOException if it cannot be read, is too long, has no end, or is no text in UTF-8
   */
  @Nullable String next() throws IOException {
    if (!fill()) {
      return null;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (!take(line)) {
      if (!fill()) {
        throw new IOException("its last line has no end");
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("a line of it is no text in UTF-8", e);
    }
  }

  /** Makes sure that there are bytes to take. */
  private boolean fill() throws IOException {
    while (position == limit) {
      position = 0;
      limit = part.read(buffer);
      if (limit < 0) {
        limit = 0;
        return false;
      }
    }
    return true;
  }

  /** Takes bytes up to the end of the line, or all; answers whether the line has ended. */
  private boolean take(ByteArrayOutputStream line) throws IOException {
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    line.write(buffer, position, end - position);
    if (line.size() > maxBytes) {
      throw new IOException("a line of it is longer than %,d bytes".formatted(maxBytes));
    }
    boolean ended = end < limit;
    position = ended ? end + 1 : end;
    return ended;
  }

  @Override
  public void close() throws IOException {
    part.close();
  }
}
