package io.obsrv.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import io.obsrv.Obsrv;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.Result;
import java.time.Duration;
import java.util.List;

/** A question of each day and type, to an aggregate table and to the rows. */
final class AnswersLine implements Line {
  private static final String TABLE =
      "select at, type, count, sum_amount, max_amount from table_0 order by at, type";
  private static final String ROWS =
      """
      select cast(date_trunc('day', at) as date), type, count(*), sum(amount), max(amount)
      from events group by 1, 2 order by 1, 2\
      """;

  /** H2 takes its time for a million rows. */
  private static final QueryLimits LIMITS = new QueryLimits(100_000, Duration.ofMinutes(15));

  /** A single answer of a millisecond says little. */
  private static final int QUICK_ANSWERS = 51;

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public String description() {
    return "answer from an aggregate table, beside one from the rows";
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    Target target =
        bench.database() instanceof H2Files
            ? new Target.Both(new Target.RatioAtMost(0.01), new Target.AtMost(5))
            : new Target.AtMost(5);
    try (Workspace workspace = bench.database().workspace();
        Obsrv obsrv = Obsrv.on(workspace.place().storage()).queryLimits(LIMITS).open()) {
      Workload.withTableBy("type").publish(obsrv);
      var unused = Pushes.range(obsrv, 0, bench.sizes().rows());
      checkState(ask(obsrv, TABLE).rows().size() == ask(obsrv, ROWS).rows().size(), "two answers");
      return List.of(
          bench
              .rounds()
              .run(
                  new Side("aggregate table", () -> Sample.of(millis(obsrv, TABLE, QUICK_ANSWERS))),
                  new Side("rows", () -> Sample.of(millis(obsrv, ROWS, 1))))
              .comparison(bench.title("answer"), Unit.MILLISECONDS, target));
    }
  }

  private static double millis(Obsrv obsrv, String question, int times) {
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      var unused = ask(obsrv, question);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return Samples.median(millis);
  }

  private static Result ask(Obsrv obsrv, String question) {
    return obsrv.queries().sql(Workload.ID, question);
  }
}
