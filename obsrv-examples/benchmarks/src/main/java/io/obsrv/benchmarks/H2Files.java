package io.obsrv.benchmarks;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.engine.Constants;

/** H2 in this process, in files of temporary directories. */
final class H2Files implements Database {
  @Override
  public String label() {
    return "H2 file";
  }

  @Override
  public List<String> description() {
    return List.of(
        "H2 "
            + Constants.VERSION
            + ": what Obsrv commits is with the operating system at once, what the plain program commits up to 500 ms later (WRITE_DELAY)");
  }

  @Override
  public Workspace workspace() {
    try {
      Path directory = Files.createTempDirectory("obsrv-benchmark-");
      return new Workspace(new Place.Directory(directory), () -> delete(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double cpuSeconds() {
    return 0;
  }

  @Override
  public void close() {}
}
