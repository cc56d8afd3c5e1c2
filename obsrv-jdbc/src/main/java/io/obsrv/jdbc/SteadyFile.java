package io.obsrv.jdbc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file that no interrupt closes. It is open twice, so that who reads a page does not wait for who
 * writes many; each of both has one position, and its monitor guards it. For many threads.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the monitors are those of its parts
final class SteadyFile extends FileBaseDefault {
  private final RandomAccessFile reading;
  private final RandomAccessFile writing;

  private SteadyFile(RandomAccessFile reading, RandomAccessFile writing) {
    this.reading = reading;
    this.writing = writing;
  }

  /**
   * Opens a file.
   *
   * @param mode a mode of {@link RandomAccessFile}
   */
  static SteadyFile open(String name, String mode) throws IOException {
    RandomAccessFile writing = new RandomAccessFile(name, mode);
    try {
      return new SteadyFile(new RandomAccessFile(name, "r"), writing);
    } catch (IOException e) {
      writing.close();
      throw e;
    }
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    if (!into.hasArray()) {
      ByteBuffer copy = ByteBuffer.allocate(into.remaining());
      int count = read(copy, position);
      into.put(copy.flip());
      return count;
    }
    synchronized (reading) {
      reading.seek(position);
      int count =
          reading.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
      into.position(into.position() + Math.max(count, 0));
      return count;
    }
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    int count = from.remaining();
    if (!from.hasArray()) {
      return write(ByteBuffer.allocate(count).put(from).flip(), position);
    }
    synchronized (writing) {
      writing.seek(position);
      writing.write(from.array(), from.arrayOffset() + from.position(), count);
      from.position(from.limit());
      return count;
    }
  }

  @Override
  public long size() throws IOException {
    return writing.length();
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    synchronized (writing) {
      if (size < writing.length()) {
        writing.setLength(size);
      }
    }
  }

  @Override
  public void force(boolean metaData) throws IOException {
    writing.getFD().sync();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return writing.getChannel().tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    try (writing) {
      reading.close();
    }
  }
}
