package io.obsrv.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ContiguousSet;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes a number of datasets, opens the library on them, lists them and touches some, each chosen
 * at random and for the first time.
 */
final class Crowd {
  private final Place place;
  private final int datasets;
  private final int touched;

  private Crowd(Place place, int datasets, int touched) {
    this.place = place;
    this.datasets = datasets;
    this.touched = touched;
  }

  /** What it took; times in milliseconds, but of opening and closing in seconds. */
  record Found(
      int datasets,
      double making,
      double opening,
      double listing,
      double touching,
      double closing,
      Held idle,
      Held touched) {
    double idleHeap() {
      return idle.heapMebibytes();
    }

    double idleThreads() {
      return idle.threads();
    }

    double idleFiles() {
      return idle.files();
    }

    double heap() {
      return touched.heapMebibytes();
    }

    double threads() {
      return touched.threads();
    }

    double files() {
      return touched.files();
    }
  }

  /** Touches at most all. */
  static Found of(Database database, int datasets, int touched) {
    try (Workspace workspace = database.workspace()) {
      Crowd crowd = new Crowd(workspace.place(), datasets, touched);
      double making = crowd.make() * 1e3 / datasets;
      return crowd.use(making);
    }
  }

  private double make() {
    try (Obsrv obsrv = Obsrv.open(place.storage())) {
      return seconds(
          () -> {
            for (int i = 0; i < datasets; i++) {
              Publication.of(
                  obsrv,
                  DatasetDefinition.named(id(i)).schema(Events.schema()).key("id").time("at"));
            }
          });
    }
  }

  private Found use(double making) {
    List<String> chosen = chosen();
    Held before = Held.now();
    long start = System.nanoTime();
    Obsrv obsrv = Obsrv.open(place.storage());
    double opening = (System.nanoTime() - start) / 1e9;
    try (obsrv) {
      Held idle = Held.now().beside(before);
      double listing = seconds(() -> checkState(obsrv.datasets().list().size() == datasets)) * 1e3;
      double touching = seconds(() -> touch(obsrv, chosen)) * 1e3 / touched;
      Held afterwards = Held.now().beside(before);
      double closing = seconds(obsrv::close);
      return new Found(datasets, making, opening, listing, touching, closing, idle, afterwards);
    }
  }

  private List<String> chosen() {
    List<Integer> numbers = new ArrayList<>(ContiguousSet.closedOpen(0, datasets));
    Collections.shuffle(numbers, new Random(1));
    return numbers.stream().limit(touched).map(Crowd::id).toList();
  }

  private static void touch(Obsrv obsrv, List<String> ids) {
    for (String id : ids) {
      obsrv.ingestion().ingest(id, Events.json(1));
    }
  }

  private static String id(int number) {
    return "tenant_%05d".formatted(number);
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
