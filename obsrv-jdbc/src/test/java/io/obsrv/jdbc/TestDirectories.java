package io.obsrv.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** New directories in the build's own, which the build cleans. */
final class TestDirectories {
  private TestDirectories() {}

  static Path create() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "h2").toAbsolutePath());
      return Files.createTempDirectory(parent, "t");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
