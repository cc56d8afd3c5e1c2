package io.obsrv.connector.file;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The bytes of a file; unpacked, if it begins as gzip does. */
final class FileBytes extends InputStream {
  private static final int BUFFER = 1 << 16;

  /** Damage takes with it what was unpacked in the same call, so little is asked for. */
  private static final int SLICE = 256;

  private final FileInputStream file;
  private final InputStream bytes;
  private final int slice;
  private boolean cut;
  private @Nullable ZipException damage;

  // Not a channel: an interrupt of the reading thread would close it.
  private FileBytes(FileInputStream file, boolean gzip) throws IOException {
    this.file = file;
    this.bytes = gzip ? unpacked() : file;
    this.slice = gzip ? SLICE : Integer.MAX_VALUE;
  }

  static FileBytes open(Path path) throws IOException {
    FileInputStream file = new FileInputStream(path.toFile());
    try {
      return new FileBytes(file, isGzip(path));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** By the first two bytes, see RFC 1952, section 2.3.1; no UTF-8 text has them. */
  static boolean isGzip(Path path) throws IOException {
    try (InputStream file = new FileInputStream(path.toFile())) {
      return file.read() == 0x1f && file.read() == 0x8b;
    }
  }

  /** Whether the end that was reached is not the one that was written: gzip tells. */
  boolean isCut() {
    return cut;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Fills the target, unless the bytes end, so that what lies before damage is not lost. */
  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int read = 0;
    try {
      while (!cut && damage == null && read < length) {
        int some = bytes.read(target, from + read, Math.min(length - read, slice));
        if (some < 0) {
          break;
        }
        read += some;
      }
    } catch (EOFException e) {
      cut = true;
    } catch (ZipException e) {
      damage = e;
    }
    if (read == 0 && damage != null) {
      throw damage;
    }
    return read == 0 ? -1 : read;
  }

  /** Skips as many bytes as there are, up to {@code count}; in a plain file even beyond its end. */
  @Override
  public long skip(long count) throws IOException {
    long left = count;
    try {
      for (long skipped = 1; left > 0 && skipped > 0; left -= skipped) {
        skipped = bytes.skip(left);
      }
    } catch (EOFException e) {
      cut = true;
    }
    return count - left;
  }

  /** From any thread: makes one that is reading fail. */
  void abort() throws IOException {
    file.close();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
    file.close();
  }

  private InputStream unpacked() throws IOException {
    try {
      return new GZIPInputStream(file, BUFFER);
    } catch (EOFException e) {
      cut = true;
      return InputStream.nullInputStream();
    }
  }
}
