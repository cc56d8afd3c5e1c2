package io.obsrv.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What aggregate tables cost. */
final class TablesLine implements Line {
  @Override
  public String name() {
    return "tables";
  }

  @Override
  public String description() {
    return "load with 1, 3 and 10 aggregate tables, beside none";
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(with(1, Target.NONE, bench));
    comparisons.add(with(3, new Target.RatioAtLeast(0.7), bench));
    comparisons.add(with(10, Target.NONE, bench));
    return comparisons;
  }

  private static Comparison with(int tables, Target target, Bench bench) throws Exception {
    Loads loads = new Loads(bench.database(), bench.sizes().events());
    return bench
        .rounds()
        .run(
            loads.obsrv(tables + (tables == 1 ? " table" : " tables"), Workload.withTables(tables)),
            loads.obsrv("no table", Workload.withTables(0)))
        .comparison(bench.title("cost of tables"), Unit.EVENTS_PER_SECOND, target);
  }
}
