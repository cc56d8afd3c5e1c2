package io.obsrv.benchmarks;

import java.util.List;

/** What a second thread that pushes adds. */
final class PushersLine implements Line {
  @Override
  public String name() {
    return "pushers";
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    Loads loads = new Loads(bench.database(), bench.sizes().events());
    Workload workload = Workload.reference(bench.sizes().masters());
    return List.of(
        bench
            .rounds()
            .run(loads.obsrv("2 threads", workload, 2), loads.obsrv("1 thread", workload))
            .comparison(bench.title("load by threads"), Unit.EVENTS_PER_SECOND, Target.NONE));
  }
}
