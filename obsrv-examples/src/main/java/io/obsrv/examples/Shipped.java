package io.obsrv.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.schema.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The data that comes with the examples. */
final class Shipped {
  private Shipped() {}

  /** Puts the earthquakes into a directory, where a source can read them. */
  static Path earthquakes(Path directory) {
    Path file = directory.resolve("earthquakes.json");
    try (InputStream shipped = Shipped.class.getResourceAsStream("earthquakes.json")) {
      Files.createDirectories(directory);
      Files.copy(Objects.requireNonNull(shipped), file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first earthquake of the file. */
  static ObjectNode firstQuake(Path file) throws IOException {
    return (ObjectNode) JsonText.read(Files.readAllBytes(file)).path("features").path(0);
  }
}
