package io.obsrv.jdbc.processes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets the file grow that {@link Numbers} look at, until it is told to end. Owns its one thread.
 */
final class Growth {
  private static final int RECORDS = 4;
  private static final long EVERY_MILLIS = 20;
  private static final long ENDING_SECONDS = 60;

  private final Path file;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "growth");
            made.setDaemon(true);
            return made;
          });

  private Growth(Path file) {
    this.file = file;
  }

  static Growth of(Path file) {
    Growth growth = new Growth(file);
    Future<?> unused =
        growth.thread.scheduleAtFixedRate(growth::grow, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return growth;
  }

  private void grow() {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(open.length() + RECORDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It grows no more afterwards. */
  void end() throws InterruptedException {
    thread.shutdownNow();
    if (!thread.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the file is still growing");
    }
  }
}
