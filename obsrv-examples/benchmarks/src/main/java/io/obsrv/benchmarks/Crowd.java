package io.obsrv.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import java.util.SplittableRandom;

/** Makes a number of datasets, opens the library on them, lists them and touches some at random. */
final class Crowd {
  private static final int TOUCHED = 100;

  private final Place place;
  private final int datasets;

  private Crowd(Place place, int datasets) {
    this.place = place;
    this.datasets = datasets;
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

  static Found of(Database database, int datasets) {
    try (Workspace workspace = database.workspace()) {
      Crowd crowd = new Crowd(workspace.place(), datasets);
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
    Held before = Held.now();
    long start = System.nanoTime();
    Obsrv obsrv = Obsrv.open(place.storage());
    double opening = (System.nanoTime() - start) / 1e9;
    try (obsrv) {
      Held idle = Held.now().beside(before);
      double listing = seconds(() -> checkState(obsrv.datasets().list().size() == datasets)) * 1e3;
      double touching = seconds(() -> touch(obsrv)) * 1e3 / TOUCHED;
      Held touched = Held.now().beside(before);
      double closing = seconds(obsrv::close);
      return new Found(datasets, making, opening, listing, touching, closing, idle, touched);
    }
  }

  private void touch(Obsrv obsrv) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < TOUCHED; i++) {
      obsrv.ingestion().ingest(id(random.nextInt(datasets)), Events.json(i));
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
