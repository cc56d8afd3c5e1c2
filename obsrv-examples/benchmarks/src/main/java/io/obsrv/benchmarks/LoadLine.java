package io.obsrv.benchmarks;

import io.obsrv.benchmarks.Comparison.Figure;
import java.util.List;

/**
 * Throughput beside a plain program, and per second of CPU beside the figure that the Obsrv
 * platform publishes for the reference load on one CPU.
 *
 * @param name the line's
 * @param workload what Obsrv does with the events
 * @param target of the throughput
 * @param targetPerCore of the throughput per second of CPU
 */
record LoadLine(String name, Workload workload, Target target, Target targetPerCore)
    implements Line {
  private static final double PLATFORM_EVENTS_PER_CPU_SECOND = 217;

  static LoadLine reference() {
    return new LoadLine(
        "load", Workload.reference(), new Target.RatioAtLeast(0.7), new Target.RatioAtLeast(100));
  }

  static LoadLine plain() {
    return new LoadLine("plain", Workload.plain(), new Target.RatioAtLeast(0.85), Target.NONE);
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    Database database = bench.database();
    Loads loads = new Loads(database, bench.sizes().events());
    Side obsrv = loads.obsrv("Obsrv", workload);
    Side plain = loads.plain(workload.schema());
    Rounds.Pair pair = bench.rounds().run(obsrv, plain);
    return List.of(
        new Comparison(
            name + ", " + database.label(),
            new Figure(obsrv.label(), pair.medianA(Sample::value)),
            new Figure(plain.label(), pair.medianB(Sample::value)),
            Unit.EVENTS_PER_SECOND,
            target),
        new Comparison(
            name + " per core, " + database.label(),
            new Figure(obsrv.label(), pair.medianA(Sample::perCpuSecond)),
            new Figure("platform", PLATFORM_EVENTS_PER_CPU_SECOND),
            Unit.EVENTS_PER_CPU_SECOND,
            targetPerCore));
  }
}
