package io.obsrv.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A process and its children, those included that have ended. Their use of CPU is known where there
 * is a {@code /proc}, and zero elsewhere.
 */
record ProcessTree(long pid) {
  private static final double TICKS_PER_SECOND = 100;

  // Fields of /proc/PID/stat, counted from the one after the name of the program.
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int CHILDREN_SYSTEM = 14;
  private static final int SYSTEM = 12;

  double cpuSeconds() {
    Path proc = Path.of("/proc");
    if (!Files.isDirectory(proc)) {
      return 0;
    }
    try (Stream<Path> entries = Files.list(proc)) {
      return entries
              .filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
              .mapToLong(this::ticks)
              .sum()
          / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }

  private long ticks(Path process) {
    String[] stat = stat(process);
    if (process.getFileName().toString().equals(Long.toString(pid))) {
      return sum(stat, USER, CHILDREN_SYSTEM);
    }
    boolean child = stat.length > PARENT && stat[PARENT].equals(Long.toString(pid));
    return child ? sum(stat, USER, SYSTEM) : 0;
  }

  /** None if the process has ended meanwhile. */
  private static String[] stat(Path process) {
    try {
      String text = Files.readString(process.resolve("stat"));
      return text.substring(text.lastIndexOf(')') + 2).split(" ");
    } catch (IOException e) {
      return new String[0];
    }
  }

  private static long sum(String[] stat, int first, int last) {
    long sum = 0;
    for (int i = first; i <= Math.min(last, stat.length - 1); i++) {
      sum += Long.parseLong(stat[i]);
    }
    return sum;
  }
}
