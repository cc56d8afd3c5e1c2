package io.obsrv.benchmarks;

import io.obsrv.benchmarks.Comparison.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Many datasets in one storage, and a hundredth of them: what it takes to make one, to open the
 * library, to list them, to touch one at random, and what they hold meanwhile. Of both, as many are
 * touched, each for the first time.
 */
final class CrowdLine implements Line {
  private static final int FEWER = 100;
  private static final int TOUCHED = 50;

  @Override
  public String name() {
    return "datasets";
  }

  @Override
  public String description() {
    return "what many datasets take and hold, beside a hundredth of them";
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    int datasets = bench.sizes().datasets();
    int fewer = Math.max(1, datasets / FEWER);
    int touched = Math.min(TOUCHED, fewer);
    Crowd.Found many = Crowd.of(bench.database(), datasets, touched);
    Crowd.Found few = Crowd.of(bench.database(), fewer, touched);
    List<Comparison> comparisons = new ArrayList<>();
    for (Question question : Question.values()) {
      comparisons.add(
          new Comparison(
              bench.title(question.what),
              figure(many, question.answer),
              figure(few, question.answer),
              question.unit,
              question.target));
    }
    return comparisons;
  }

  private static Figure figure(Crowd.Found found, ToDoubleFunction<Crowd.Found> answer) {
    return new Figure("%,d datasets".formatted(found.datasets()), answer.applyAsDouble(found));
  }

  private enum Question {
    MAKE("make and publish a dataset", Unit.MILLISECONDS, Target.NONE, Crowd.Found::making),
    OPEN("open the library", Unit.SECONDS, new Target.AtMost(5), Crowd.Found::opening),
    LIST("list all", Unit.MILLISECONDS, Target.NONE, Crowd.Found::listing),
    FIRST_TOUCH("push to one at random", Unit.MILLISECONDS, Target.NONE, Crowd.Found::touching),
    CLOSE("close the library", Unit.SECONDS, Target.NONE, Crowd.Found::closing),
    IDLE_HEAP("heap once open", Unit.MEBIBYTES, new Target.AtMost(200), Crowd.Found::idleHeap),
    IDLE_THREADS(
        "threads once open", Unit.PIECES, new Target.RatioAtMost(1), Crowd.Found::idleThreads),
    IDLE_FILES("files once open", Unit.PIECES, new Target.RatioAtMost(1), Crowd.Found::idleFiles),
    HEAP("heap after the pushes", Unit.MEBIBYTES, new Target.AtMost(200), Crowd.Found::heap),
    THREADS("threads after the pushes", Unit.PIECES, Target.NONE, Crowd.Found::threads),
    FILES("files after the pushes", Unit.PIECES, Target.NONE, Crowd.Found::files);

    final String what;
    final Unit unit;
    final Target target;
    final ToDoubleFunction<Crowd.Found> answer;

    Question(String what, Unit unit, Target target, ToDoubleFunction<Crowd.Found> answer) {
      this.what = what;
      this.unit = unit;
      this.target = target;
      this.answer = answer;
    }
  }
}
