package io.obsrv.storage.located;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.query.Query;
import io.obsrv.storage.ProcessDeath;
import io.obsrv.storage.Storage;
import io.obsrv.storage.WritesTold;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A process may die between any two steps of a move; the next one finishes or undoes it. */
public abstract class RelocationStepsContract {

  /** The storage of a name; each time it is opened it has what was in it. */
  protected abstract Storage open(String name);

  private Obsrv library() {
    return Obsrv.on(open("home")).location("eu", open("eu")).open();
  }

  /** Dies before one call of a port that may change something, at either place. */
  private static final class Death implements Consumer<String> {
    private final List<String> steps = new ArrayList<>();
    private int left = Integer.MAX_VALUE;

    @Override
    public synchronized void accept(String step) {
      if (left < Integer.MAX_VALUE) {
        steps.add(step);
        left--;
        if (left <= 0) {
          throw new ProcessDeath("died at " + step);
        }
      }
    }

    synchronized void after(int calls) {
      left = calls;
    }
  }

  @Test
  void a_process_that_dies_at_any_step_leaves_the_rows_wholly_at_one_place() {
    List<String> steps = new ArrayList<>();
    List<Boolean> moved = new ArrayList<>();
    boolean isOver = false;
    for (int calls = 1; !isOver; calls++) {
      isOver = diesAt(calls, steps, step -> {}).equals("end");
      moved.add(examine(steps));
      rename();
    }
    assertThat(steps)
        .contains(
            "Registry.apply",
            "DataStore.admit",
            "ArchiveStore.dump",
            "ArchiveStore.restore",
            "DataStore.prepare",
            "DataStore.backfill",
            "DataStore.activate",
            "DataStore.settle",
            "ArchiveStore.drop");
    assertThat(moved).startsWith(false).endsWith(true).isSorted();
  }

  @Test
  void a_process_that_dies_while_it_undoes_a_move_leaves_the_rows_wholly_at_one_place() {
    List<String> steps = new ArrayList<>();
    List<Boolean> moved = new ArrayList<>();
    boolean isOver = false;
    for (int calls = 1; !isOver; calls++) {
      isOver = diesAt(calls, steps, RelocationStepsContract::refuse).startsWith("Dataset 'orders'");
      moved.add(examine(steps));
      rename();
    }
    // Once before it begins; then the next process, which may, finishes it; then it was given up.
    assertThat(steps).endsWith("ArchiveStore.drop", "Registry.apply");
    assertThat(moved).startsWith(false, true).endsWith(true, false, false, false, false, false);
  }

  private static void refuse(String step) {
    if (step.equals("DataStore.activate")) {
      throw new InvalidException(
          "Dataset 'orders' cannot be published", List.of(new Problem("x", "is not liked")));
    }
  }

  /** Opens the library again; answers whether rows are at {@code eu}, and moves them if not. */
  private boolean examine(List<String> steps) {
    try (Obsrv next = library()) {
      Dataset dataset = next.datasets().find("orders").orElseThrow();
      assertThat(dataset.intent()).as("behind %s", steps).isEmpty();
      assertThat(next.governance().residency("orders").problems()).as("behind %s", steps).isEmpty();
      assertThat(dataset.live()).hasValue(dataset.location().isHome() ? 1 : 2);
      assertThat(next.ingestion().ingest("orders", Orders.order(3)).duplicates()).isEqualTo(1);
      assertThat(next.tables().rows("orders", "by_city").rows()).hasSize(3);
      if (dataset.location().isHome()) {
        next.datasets().publish("orders");
      }
      assertThat(next.queries().run("orders", Query.from("orders")).rows()).hasSize(10);
      assertThat(next.governance().residency("orders").holdings()).containsOnlyKeys(Orders.EU);
      return !dataset.location().isHome();
    }
  }

  /** Every time has storages of its own. */
  protected abstract void rename();

  /** Answers how it ended; what refuses is asked first, at the place rows move to. */
  private String diesAt(int calls, List<String> steps, Consumer<String> refusing) {
    Death death = new Death();
    String end = "end";
    try (Obsrv obsrv =
        Obsrv.on(WritesTold.of(open("home"), death))
            .location("eu", WritesTold.of(open("eu"), death.andThen(refusing)))
            .open()) {
      Fixtures.publish(obsrv, Orders.definition());
      Orders.fill(obsrv);
      obsrv.datasets().edit("orders", d -> d.location("eu"));
      Fixtures.approve(obsrv, "orders");
      death.after(calls);
      try {
        obsrv.datasets().publish("orders");
      } catch (ProcessDeath | InvalidException e) {
        end = String.valueOf(e.getMessage());
      } finally {
        death.after(Integer.MAX_VALUE);
      }
    }
    steps.clear();
    steps.addAll(death.steps);
    return end;
  }
}
