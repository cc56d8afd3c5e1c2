package io.obsrv.benchmarks;

import io.obsrv.Obsrv;
import io.obsrv.benchmarks.Comparison.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * Throughput of the reference load with more and more rows stored: of the last events before the
 * first size, before twice and before four times as many. Measured once, in one dataset.
 */
final class GrowthLine implements Line {
  private static final List<Integer> STAGES = List.of(1, 2, 4);

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String description() {
    return "load with more and more rows stored";
  }

  @Override
  public List<Comparison> compare(Bench bench) {
    int rows = bench.sizes().rows();
    int window = rows / 4;
    try (Workspace workspace = bench.database().workspace();
        Obsrv obsrv = Obsrv.open(workspace.place().storage())) {
      Workload.reference(bench.sizes().masters()).publish(obsrv);
      List<Figure> found = new ArrayList<>();
      int stored = 0;
      for (int stage : STAGES) {
        int until = rows * stage;
        var unused = Pushes.range(obsrv, stored, until - window);
        System.gc();
        double seconds = Pushes.range(obsrv, until - window, until);
        found.add(new Figure("%,d rows".formatted(until), window / seconds));
        stored = until;
      }
      return List.of(
          comparison(bench, found.get(1), found.get(0), Target.NONE),
          comparison(bench, found.get(2), found.get(0), new Target.RatioAtLeast(0.9)));
    }
  }

  private static Comparison comparison(Bench bench, Figure later, Figure first, Target target) {
    return new Comparison(bench.title("growth"), later, first, Unit.EVENTS_PER_SECOND, target);
  }
}
