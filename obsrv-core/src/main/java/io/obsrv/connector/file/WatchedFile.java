package io.obsrv.connector.file;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A file among others that are watched. What is wrong with it is told as of a record, and does not
 * keep the others from being read.
 *
 * @param reading what is read, and how
 * @param file the file
 */
record WatchedFile(Reading reading, Path file) {
  /** So long after the last change an end without a line break is taken for one. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  SplitReader open(Optional<Checkpoint> from) {
    try {
      if (Files.notExists(file)) {
        return FixedBatch.nothing(from.orElseGet(this::beginning));
      }
      Optional<Refusal> refusal = from.flatMap(Refusal::read);
      if (refusal.isPresent() && refusal.get().isOf(file)) {
        return FixedBatch.nothing(refusal.get().checkpoint());
      }
      return read(refusal.isPresent() ? refusal.get().before() : from);
    } catch (IOException e) {
      throw reading.failure(file, e);
    }
  }

  private SplitReader read(Optional<Checkpoint> from) throws IOException {
    Optional<Mark> mark = new FileStart(reading, file).mark(from);
    try {
      return FileSplitReader.open(reading, file, mark);
    } catch (ConnectorException e) {
      if (e.isRetryable() || Files.isDirectory(file)) {
        throw e;
      }
      return new FixedBatch(Refusal.of(file, from).batch(e));
    }
  }

  /** Whether more may be on its way to the end of the file. */
  boolean isGrowing() throws IOException {
    return Files.getLastModifiedTime(file)
        .toInstant()
        .plus(QUIET)
        .isAfter(reading.clock().instant());
  }

  private Checkpoint beginning() {
    return Mark.of(reading.manner(), Position.BEGINNING, new byte[0]).checkpoint();
  }
}
