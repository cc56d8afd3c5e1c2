package io.obsrv.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param heapMebibytes heap in use after a collection
 * @param threads live threads
 * @param files open files and sockets; 0 where there is no {@code /proc}
 */
record Held(double heapMebibytes, double threads, double files) {
  private static final Path FILES = Path.of("/proc/self/fd");

  static Held now() {
    System.gc();
    return new Held(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        openFiles());
  }

  /** How much more than at another time. */
  Held beside(Held before) {
    return new Held(
        heapMebibytes - before.heapMebibytes, threads - before.threads, files - before.files);
  }

  private static long openFiles() {
    if (!Files.isDirectory(FILES)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(FILES)) {
      return files.count();
    } catch (IOException e) {
      return 0;
    }
  }
}
