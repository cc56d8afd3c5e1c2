package io.obsrv.benchmarks;

import java.lang.management.ManagementFactory;

/** Measures how long a load takes, and how much CPU this process and the database's use for it. */
final class LoadClock {
  private final Database database;
  private final double cpuBefore;
  private final long start;

  LoadClock(Database database) {
    this.database = database;
    this.cpuBefore = cpuSeconds();
    this.start = System.nanoTime();
  }

  Sample stop(int events) {
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Sample(events / seconds, events / (cpuSeconds() - cpuBefore));
  }

  private double cpuSeconds() {
    double own =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean bean
            ? bean.getProcessCpuTime() / 1e9
            : Double.NaN;
    return own + database.cpuSeconds();
  }
}
