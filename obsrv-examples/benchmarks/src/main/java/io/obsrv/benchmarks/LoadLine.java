package io.obsrv.benchmarks;

import io.obsrv.benchmarks.Comparison.Figure;
import java.util.List;
import java.util.function.Function;

/**
 * Throughput beside a plain program, and per second of CPU beside the figure that the Obsrv
 * platform publishes for the reference load on one CPU.
 *
 * @param name the line's
 * @param description the line's
 * @param workload what Obsrv does with the events
 * @param target of the throughput
 * @param targetsPerCore of the throughput per second of CPU, by the kind of database
 */
record LoadLine(
    String name,
    String description,
    Function<Sizes, Workload> workload,
    Target target,
    Function<Database, Target> targetsPerCore)
    implements Line {
  private static final Figure PLATFORM = new Figure("platform", 217);

  static LoadLine reference() {
    return new LoadLine(
        "load",
        "the reference load, beside a plain program",
        sizes -> Workload.reference(sizes.masters()),
        new Target.RatioAtLeast(0.7),
        database ->
            database instanceof PostgresServer ? new Target.RatioAtLeast(100) : Target.NONE);
  }

  static LoadLine plain() {
    return new LoadLine(
        "plain",
        "validation and deduplication alone, beside a plain program",
        sizes -> Workload.plain(),
        new Target.RatioAtLeast(0.85),
        database -> Target.NONE);
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    Loads loads = new Loads(bench.database(), bench.sizes().events());
    Workload measured = workload.apply(bench.sizes());
    Pair pair =
        bench
            .rounds()
            .run(loads.obsrv("Obsrv", measured), loads.plain("plain program", measured.schema()));
    return List.of(
        pair.comparison(bench.title(name), Unit.EVENTS_PER_SECOND, target),
        new Comparison(
            bench.title(name + " per core"),
            pair.a().median(Sample::perCpuSecond),
            PLATFORM,
            Unit.EVENTS_PER_CPU_SECOND,
            targetsPerCore.apply(bench.database())));
  }
}
