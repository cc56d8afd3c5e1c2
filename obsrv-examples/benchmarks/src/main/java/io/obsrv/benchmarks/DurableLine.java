package io.obsrv.benchmarks;

import java.util.List;

/**
 * Throughput beside a plain program that promises as much: what it commits outlives the process at
 * once. On PostgreSQL that is the same program as in the other lines.
 */
final class DurableLine implements Line {
  @Override
  public String name() {
    return "durable";
  }

  @Override
  public String description() {
    return "load and plain, beside programs that promise as much (H2)";
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    return bench.database() instanceof H2Files
        ? List.of(
            with("load, equal promise", Workload.reference(bench.sizes().masters()), bench),
            with("plain, equal promise", Workload.plain(), bench))
        : List.of();
  }

  private static Comparison with(String title, Workload workload, Bench bench) throws Exception {
    Loads loads = new Loads(bench.database(), bench.sizes().events());
    return bench
        .rounds()
        .run(
            loads.obsrv("Obsrv", workload),
            loads.plainAtOnce("plain, WRITE_DELAY=0", workload.schema()))
        .comparison(bench.title(title), Unit.EVENTS_PER_SECOND, Target.NONE);
  }
}
