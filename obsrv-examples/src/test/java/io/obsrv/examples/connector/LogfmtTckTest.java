package io.obsrv.examples.connector;

import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.tck.SourceTck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LogfmtTckTest extends SourceTck {
  @TempDir Path temp;

  private Path log() {
    return temp.resolve("ships.log");
  }

  @BeforeEach
  void begin() {
    append("");
  }

  @Override
  protected ConnectorProvider provider() {
    return new LogfmtConnector();
  }

  @Override
  protected Map<String, String> options() {
    return LogfmtConnector.of(log()).options();
  }

  @Override
  protected void bringIn(List<Integer> ids) {
    ids.forEach(id -> append("id=" + id + " ship=\"Sea Cloud\"\n"));
  }

  @Override
  protected void bringInPoison() {
    append("id=5 ship=\"Sea Cloud\n");
  }

  private void append(String text) {
    try {
      Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
