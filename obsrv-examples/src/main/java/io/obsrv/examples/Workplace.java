package io.obsrv.examples;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run keeps its data.
 *
 * @param directory the directory
 * @param temporary whether it is deleted afterwards
 */
record Workplace(Path directory, boolean temporary) implements AutoCloseable {

  static Workplace in(Optional<Path> wanted) throws IOException {
    if (wanted.isEmpty()) {
      return new Workplace(Files.createTempDirectory("obsrv-"), true);
    }
    if (wanted.get().toString().isBlank()) {
      throw new UsageException("--data is empty, must name a directory.");
    }
    try {
      Path directory = Files.createDirectories(wanted.get());
      if (!Files.isWritable(directory)) {
        throw new UsageException(
            "--data '"
                + directory
                + "' cannot be written; choose another --data or change its permissions.");
      }
      return new Workplace(directory, false);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(
          "--data '" + wanted.get() + "' is a file, must be a directory; name another.");
    } catch (IOException e) {
      throw new UsageException(
          "--data '"
              + wanted.get()
              + "' cannot be made a directory: "
              + e.getMessage()
              + "; name another.");
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
