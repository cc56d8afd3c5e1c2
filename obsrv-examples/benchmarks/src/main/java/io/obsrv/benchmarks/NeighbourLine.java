package io.obsrv.benchmarks;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.policy.Scaling;
import java.util.List;

/**
 * How long one event takes to be committed in a dataset that is fed steadily: beside a dataset that
 * is flooded at ten times its rate, and alone.
 */
final class NeighbourLine implements Line {
  @Override
  public String name() {
    return "neighbour";
  }

  @Override
  public String description() {
    return "p99 of a push beside a flood, and alone";
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    int pushes = bench.sizes().pushes();
    try (Workspace workspace = bench.database().workspace();
        Obsrv obsrv = Obsrv.open(workspace.place().storage())) {
      publish(obsrv, Neighbour.ID, Scaling.DEFAULT);
      publish(obsrv, Flood.ID, Scaling.DEFAULT.recordsPerSecond(Flood.RATE));
      Neighbour neighbour = new Neighbour(obsrv);
      return List.of(
          bench
              .rounds()
              .run(
                  new Side("beside a flood", () -> besideFlood(obsrv, neighbour, pushes)),
                  new Side("alone", () -> Sample.of(neighbour.percentile(pushes))))
              .comparison(
                  bench.title("p99 of a neighbour"),
                  Unit.MILLISECONDS,
                  new Target.RatioAtMost(1.1)));
    }
  }

  private static Sample besideFlood(Obsrv obsrv, Neighbour neighbour, int pushes) {
    Flood flood = new Flood(obsrv);
    try {
      return Sample.of(neighbour.percentile(pushes));
    } finally {
      flood.end();
    }
  }

  private static void publish(Obsrv obsrv, String id, Scaling scaling) {
    Publication.of(
        obsrv,
        DatasetDefinition.named(id).schema(Events.schema()).key("id").time("at").scaling(scaling));
  }
}
