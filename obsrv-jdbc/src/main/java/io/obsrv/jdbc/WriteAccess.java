package io.obsrv.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the file of a database can be written; H2 fails late, and says something else. */
final class WriteAccess {
  private WriteAccess() {}

  /** The file, if it is there and cannot be written. */
  static Optional<Path> missingAt(Path file) {
    return Optional.of(file)
        .filter(Files::exists)
        .filter(f -> !Files.isRegularFile(f) || !Files.isWritable(f));
  }

  /** The directory in which the file cannot be made. */
  static Optional<Path> missingAbove(Path file) {
    return Stream.iterate(file.toAbsolutePath().getParent(), path -> path != null, Path::getParent)
        .filter(Files::exists)
        .findFirst()
        .filter(directory -> !Files.isDirectory(directory) || !Files.isWritable(directory));
  }
}
