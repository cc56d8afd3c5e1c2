package io.obsrv.benchmarks;

import com.google.common.math.IntMath;
import io.obsrv.Obsrv;
import io.obsrv.benchmarks.Comparison.Figure;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Throughput of the reference load with more and more rows stored: of the last events before the
 * first size, before twice and before four times as many. Grown once, in one dataset; a figure is
 * the median of the throughputs of equal parts of those events.
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
    Window window = Window.before(rows);
    try (Workspace workspace = bench.database().workspace();
        Obsrv obsrv = Obsrv.open(workspace.place().storage())) {
      Workload.reference(bench.sizes().masters()).publish(obsrv);
      List<Figure> found = new ArrayList<>();
      int stored = 0;
      for (int stage : STAGES) {
        int until = rows * stage;
        var unused = Pushes.range(obsrv, stored, until - window.events());
        System.gc();
        found.add(new Figure("%,d rows".formatted(until), window.throughput(obsrv, until)));
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

  /**
   * The events that are measured before a size, about a quarter of the first.
   *
   * @param parts how many
   * @param size events of a part, whole batches where there are as many
   */
  record Window(int parts, int size) {
    private static final int MOST_PARTS = 25;

    static Window before(int rows) {
      int events = Math.max(1, rows / 4);
      int batches = IntMath.divide(events, MOST_PARTS * Sizes.BATCH, RoundingMode.CEILING);
      int size = Math.min(events, batches * Sizes.BATCH);
      return new Window(events / size, size);
    }

    int events() {
      return parts * size;
    }

    /** In events per second, of those up to a number. */
    double throughput(Obsrv obsrv, int until) {
      double[] throughputs = new double[parts];
      for (int i = 0; i < parts; i++) {
        int from = until - events() + i * size;
        throughputs[i] = size / Pushes.range(obsrv, from, from + size);
      }
      return Samples.median(throughputs);
    }
  }
}
