package io.obsrv.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/** A file of H2 that hands everything on. As thread-safe as the other. */
class WrappedFile extends FileBaseDefault {
  private final FileChannel file;

  WrappedFile(FileChannel file) {
    this.file = file;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public synchronized int read(ByteBuffer into, long position) throws IOException {
    return file.read(into, position);
  }

  @Override
  public synchronized int write(ByteBuffer from, long position) throws IOException {
    return file.write(from, position);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    file.force(metaData);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    file.truncate(size);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
