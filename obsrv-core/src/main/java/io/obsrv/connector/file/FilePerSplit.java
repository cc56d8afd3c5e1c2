package io.obsrv.connector.file;

import io.obsrv.connector.Source;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A source with one split for each file, named by its absolute path. */
record FilePerSplit(Reading reading) implements Source {
  private static final int MAX_ID = 1_000;

  @Override
  public List<Split> splits() {
    return PathPattern.list(reading).stream().map(this::split).toList();
  }

  @Override
  public SplitReader open(Split split, Optional<Checkpoint> from) {
    Path file = Path.of(split.id());
    return reading.watching()
        ? new WatchedFile(reading, file).open(from)
        : FileSplitReader.open(reading, file, new FileStart(reading, file).mark(from));
  }

  private Split split(Path file) {
    String id = file.toString();
    if (id.length() > MAX_ID) {
      throw reading.fatal(id, "its path is longer than 1,000 characters. Move it up", null);
    }
    return new Split(id);
  }
}
