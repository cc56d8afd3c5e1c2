package io.obsrv.benchmarks;

import java.util.List;

/** What a second thread that pushes adds, also beside a plain program. */
final class PushersLine implements Line {
  @Override
  public String name() {
    return "pushers";
  }

  @Override
  public String description() {
    return "load from two threads, beside one and a plain program";
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    Loads loads = new Loads(bench.database(), bench.sizes().events());
    Workload workload = Workload.reference(bench.sizes().masters());
    return List.of(
        beside(loads.obsrv("1 thread", workload), loads, workload, bench),
        beside(loads.plain("plain program", workload.schema()), loads, workload, bench));
  }

  private static Comparison beside(Side other, Loads loads, Workload workload, Bench bench)
      throws Exception {
    return bench
        .rounds()
        .run(loads.obsrv("2 threads", workload, 2), other)
        .comparison(bench.title("load from 2 threads"), Unit.EVENTS_PER_SECOND, Target.NONE);
  }
}
