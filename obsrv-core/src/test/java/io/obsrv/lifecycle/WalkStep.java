package io.obsrv.lifecycle;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * One call of a walk.
 *
 * @param act which
 * @param actor who calls
 * @param place on which of the two datasets
 * @param pick says the rest: which record, which edit, which version
 */
record WalkStep(Act act, String actor, int place, int pick) {
  private static final int PICKS = 90;

  /** Gives every alias up, and purges whatever has become of the datasets. */
  static final List<WalkStep> END =
      List.of(
          new WalkStep(Act.WITHOUT_ALIAS, "ravi", 0, 0),
          new WalkStep(Act.WITHOUT_ALIAS, "ravi", 1, 0),
          new WalkStep(Act.WITHOUT_ALIAS, "ravi", 0, 1),
          new WalkStep(Act.RETIRE, "ravi", 0, 0),
          new WalkStep(Act.PURGE, "ravi", 0, 0),
          new WalkStep(Act.RETIRE, "ravi", 1, 0),
          new WalkStep(Act.PURGE, "ravi", 1, 0));

  /** What can be called. */
  enum Act {
    CREATE,
    COPY,
    IMPORT,
    IMPORT_OVER,
    EXPORT,
    LOOK,
    EDIT,
    EDIT_SEEN,
    DISCARD,
    SUBMIT,
    REJECT,
    APPROVE,
    PUBLISH,
    PLAN,
    PUBLISH_PLAN,
    FORCE_PLAN,
    ROLLBACK,
    PAUSE,
    RESUME,
    RETIRE,
    REINSTATE,
    ARCHIVE,
    RESTORE,
    PURGE,
    ALIAS,
    WITHOUT_ALIAS,
    INGEST,
    INGEST_BY_ALIAS
  }

  /** Walks, in which moves that belong together come together more often than by chance. */
  static Arbitrary<List<WalkStep>> walks() {
    Arbitrary<List<WalkStep>> begin =
        Arbitraries.frequencyOf(
            Tuple.of(1, some(Act.CREATE)),
            Tuple.of(3, some(Act.CREATE, Act.SUBMIT, Act.APPROVE, Act.PUBLISH, Act.INGEST)));
    Arbitrary<List<WalkStep>> part =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.of(Act.class).flatMap(WalkStep::some)),
            Tuple.of(3, some(Act.INGEST, Act.INGEST, Act.INGEST)),
            Tuple.of(3, some(Act.EDIT, Act.SUBMIT, Act.APPROVE, Act.PUBLISH)),
            Tuple.of(2, some(Act.EDIT, Act.SUBMIT, Act.APPROVE, Act.PLAN, Act.FORCE_PLAN)),
            Tuple.of(1, some(Act.EDIT, Act.SUBMIT, Act.APPROVE, Act.PLAN, Act.PUBLISH_PLAN)),
            Tuple.of(3, some(Act.DISCARD, Act.ROLLBACK, Act.SUBMIT, Act.APPROVE, Act.PUBLISH)),
            Tuple.of(2, backAndForth()),
            Tuple.of(2, some(Act.RETIRE, Act.ARCHIVE, Act.RESTORE, Act.REINSTATE)),
            Tuple.of(1, some(Act.RETIRE, Act.PURGE)),
            Tuple.of(1, some(Act.SUBMIT, Act.REJECT)),
            Tuple.of(1, some(Act.PAUSE, Act.EDIT, Act.RESUME)),
            Tuple.of(1, some(Act.LOOK, Act.EDIT_SEEN, Act.EDIT_SEEN)),
            Tuple.of(1, some(Act.LOOK, Act.DISCARD, Act.CREATE, Act.EDIT_SEEN)),
            Tuple.of(1, some(Act.EXPORT, Act.DISCARD, Act.IMPORT)),
            Tuple.of(1, some(Act.EXPORT, Act.IMPORT_OVER)),
            Tuple.of(2, elsewhere()),
            Tuple.of(1, some(Act.ALIAS, Act.INGEST_BY_ALIAS, Act.WITHOUT_ALIAS)));
    return Combinators.combine(begin, part.list().ofMinSize(3).ofMaxSize(10)).as(WalkStep::joined);
  }

  /** A change is published and taken back. */
  private static Arbitrary<List<WalkStep>> backAndForth() {
    return Combinators.combine(
            some(0, Act.DISCARD, Act.EDIT, Act.SUBMIT, Act.APPROVE, Act.PLAN, Act.FORCE_PLAN),
            some(0, Act.INGEST, Act.ROLLBACK, Act.SUBMIT, Act.APPROVE, Act.PLAN, Act.FORCE_PLAN))
        .as((forth, back) -> joined(forth, List.of(back)));
  }

  /** What one dataset has become is where the other begins. */
  private static Arbitrary<List<WalkStep>> elsewhere() {
    return Combinators.combine(
            some(0, Act.EXPORT),
            some(1, Act.IMPORT, Act.EDIT, Act.SUBMIT, Act.APPROVE, Act.PUBLISH, Act.INGEST))
        .as((export, rest) -> joined(export, List.of(rest)));
  }

  /** Mostly on the first dataset. */
  private static Arbitrary<List<WalkStep>> some(Act... acts) {
    return Arbitraries.of(0, 0, 0, 0, 1).flatMap(place -> some(place, acts));
  }

  /** One after the other; who approves is mostly the other. */
  private static Arbitrary<List<WalkStep>> some(int place, Act... acts) {
    return Combinators.combine(actors(), Arbitraries.integers().between(0, PICKS - 1))
        .as(
            (actor, pick) -> {
              List<WalkStep> steps = new ArrayList<>();
              for (Act act : acts) {
                boolean turned = act == Act.APPROVE && pick % 4 != 0;
                int own = (pick + PICKS / 6 * steps.size()) % PICKS;
                steps.add(new WalkStep(act, turned ? other(actor) : actor, place, own));
              }
              return steps;
            });
  }

  private static Arbitrary<String> actors() {
    return Arbitraries.of("asha", "ravi");
  }

  private static String other(String actor) {
    return actor.equals("asha") ? "ravi" : "asha";
  }

  private static List<WalkStep> joined(List<WalkStep> begin, List<List<WalkStep>> parts) {
    List<WalkStep> steps = new ArrayList<>(begin);
    parts.forEach(steps::addAll);
    return steps;
  }

  /** The version that a rollback goes back to: one of the first. */
  int version() {
    return 1 + pick % 3;
  }

  @Override
  public String toString() {
    return actor + " " + act + " " + place + " " + pick;
  }
}
