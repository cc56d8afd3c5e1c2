package io.obsrv.connector.file;

import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.tck.SourceTck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The contract of sources, over two files of a glob. */
abstract class FileSourceContract extends SourceTck {
  @TempDir Path temp;

  private final FileFormat format;
  private final boolean watching;

  FileSourceContract(FileFormat format, boolean watching) {
    this.format = format;
    this.watching = watching;
  }

  /** A record as it is in a file, with its line end. */
  abstract String record(int id);

  /** What a new file begins with. */
  abstract String header();

  @Override
  protected ConnectorProvider provider() {
    return new FileConnector(format);
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("path", temp + "/*.txt", "watch", Boolean.toString(watching));
  }

  @Override
  protected void bringIn(List<Integer> ids) {
    ids.forEach(id -> append(id % 2 == 0 ? "even.txt" : "odd.txt", record(id)));
  }

  @Override
  protected void bringInPoison() {
    append("even.txt", "x".repeat(2 * MAX_EVENT_BYTES) + "\n");
  }

  private void append(String name, String text) {
    Path file = temp.resolve(name);
    if (Files.notExists(file)) {
      new Folder(temp).write(name, header());
    }
    Folder.append(file, text);
  }
}
