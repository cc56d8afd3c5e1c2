package io.obsrv.connector.file;

import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.tck.DestinationTck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The contract of destinations, with files of a few rows. */
abstract class FileDestinationContract extends DestinationTck {
  @TempDir Path temp;

  private final FileFormat format;

  FileDestinationContract(FileFormat format) {
    this.format = format;
  }

  abstract List<Seen> read(String file);

  @Override
  protected ConnectorProvider provider() {
    return new FileConnector(format);
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("directory", temp.resolve("out").toString(), "rotate-bytes", "200");
  }

  @Override
  protected List<Seen> seen() {
    return files().stream().flatMap(file -> read(text(file)).stream()).toList();
  }

  @Override
  protected void startOver() {
    files().forEach(this::delete);
  }

  private List<Path> files() {
    Path out = temp.resolve("out");
    if (Files.notExists(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(out)) {
      return files.filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
