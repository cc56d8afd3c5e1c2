package io.obsrv.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FilePath;

/**
 * H2's files, of which some may not grow beyond a size, as if their disk were full. H2 makes the
 * instances itself, so that what they share is static. For many threads.
 */
public final class LimitedFiles extends SteadyFiles {
  /** What the path of a limited file contains. */
  static final String MARK = "limited";

  private static final AtomicLong LIMIT = new AtomicLong(Long.MAX_VALUE);
  private static final AtomicInteger REFUSALS = new AtomicInteger();

  static void install() {
    fill(Long.MAX_VALUE);
    FilePath.register(new LimitedFiles());
  }

  static void uninstall() {
    FilePath.register(new SteadyFiles());
  }

  /** From now on no limited file grows beyond so many bytes. */
  static void fill(long bytes) {
    REFUSALS.set(0);
    LIMIT.set(bytes);
  }

  /** How many writes did not fit since the limit was set. */
  static int refusals() {
    return REFUSALS.get();
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel file = super.open(mode);
    return name.contains(MARK) ? new LimitedFile(file) : file;
  }

  /** Writes what fits and then fails, as a file system does. */
  private static final class LimitedFile extends WrappedFile {
    LimitedFile(FileChannel file) {
      super(file);
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
      long room = Math.max(Math.max(LIMIT.get(), size()) - position, 0);
      if (from.remaining() <= room) {
        return super.write(from, position);
      }
      ByteBuffer part = from.slice().limit((int) room);
      while (part.hasRemaining()) {
        super.write(part, position + part.position());
      }
      REFUSALS.incrementAndGet();
      throw new IOException("No space left on device");
    }
  }
}
