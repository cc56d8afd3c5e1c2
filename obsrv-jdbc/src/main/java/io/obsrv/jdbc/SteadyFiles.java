package io.obsrv.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files for H2 that stay open whatever happens to the threads that use them. The JDK closes a
 * {@link FileChannel}, for everybody, when a thread is interrupted that reads or writes, as one
 * that pushes may be by its application. H2's {@code async:} files are not closed, but give every
 * page to another thread and wait for it. H2 makes the instances itself, and so the class is
 * public. Has no state of its own.
 */
public class SteadyFiles extends FilePathWrapper {
  private static final String SCHEME = "obsrv";

  static {
    FilePath.register(new SteadyFiles());
  }

  /** For H2, which makes one for each path. */
  public SteadyFiles() {}

  /** Names a file for H2, which knows these files from then on. */
  static String name(Path file) {
    return SCHEME + ":" + file;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return SteadyFile.open(getBase().toString(), mode);
  }
}
