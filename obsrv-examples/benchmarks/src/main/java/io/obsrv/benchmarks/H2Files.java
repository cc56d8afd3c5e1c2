package io.obsrv.benchmarks;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.jdbc.JdbcStorageBuilder;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.h2.engine.Constants;

/** H2 in this process, in files of a temporary directory. */
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
            + ": Obsrv's commits are with the operating system when they return, those of the plain program up to 500 ms later (WRITE_DELAY)");
  }

  @Override
  public Workspace workspace() {
    try {
      return new Directory(Files.createTempDirectory("obsrv-benchmark-"));
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

  private record Directory(Path path) implements Workspace {
    @Override
    public JdbcStorage storage(JdbcStorageBuilder settings) {
      return settings.h2(path.resolve("obsrv"));
    }

    @Override
    public PlainLoad plain(Schema schema) throws SQLException {
      return new H2Insert(path, schema);
    }

    @Override
    public void close() {
      try {
        MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
