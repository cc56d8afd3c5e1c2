package io.obsrv.benchmarks;

/** What the figures were taken on. */
final class Machine {
  private Machine() {}

  static String description() {
    Runtime runtime = Runtime.getRuntime();
    return "JDK %s (%s), %d cores, heap of at most %,d MiB, %s %s"
        .formatted(
            System.getProperty("java.version"),
            System.getProperty("java.vm.name"),
            runtime.availableProcessors(),
            runtime.maxMemory() >> 20,
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
