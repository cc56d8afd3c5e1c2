package io.obsrv.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.Lists;
import com.google.common.math.IntMath;
import io.obsrv.Obsrv;
import io.obsrv.schema.Schema;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same events, into Obsrv and into a plain program, with a commit per batch. */
final class Loads {
  private final Database database;
  private final List<List<byte[]>> batches;

  /** Prepares the events, so that their making is not measured. */
  Loads(Database database, int events) {
    this.database = database;
    this.batches = Lists.partition(Events.range(0, events), Sizes.BATCH);
  }

  /** One thread that pushes. */
  Side obsrv(String label, Workload workload) {
    return new Side(
        label,
        () -> {
          try (Workspace workspace = database.workspace();
              Obsrv obsrv = Obsrv.open(workspace.place().storage())) {
            workload.publish(obsrv);
            LoadClock clock = new LoadClock(database);
            int accepted = push(obsrv, batches);
            return checked(clock.stop(events()), accepted);
          }
        });
  }

  /** Threads that push a part of the batches each. */
  Side obsrv(String label, Workload workload, int threads) {
    return new Side(
        label,
        () -> {
          ExecutorService pushers = Executors.newFixedThreadPool(threads);
          try (Workspace workspace = database.workspace();
              Obsrv obsrv = Obsrv.open(workspace.place().storage())) {
            workload.publish(obsrv);
            LoadClock clock = new LoadClock(database);
            List<Future<Integer>> parts =
                Lists.partition(
                        batches, IntMath.divide(batches.size(), threads, RoundingMode.CEILING))
                    .stream()
                    .map(part -> pushers.submit(() -> push(obsrv, part)))
                    .toList();
            int accepted = 0;
            for (Future<Integer> part : parts) {
              accepted += part.get();
            }
            return checked(clock.stop(events()), accepted);
          } finally {
            pushers.shutdown();
          }
        });
  }

  Side plain(String label, Schema schema) {
    return plain(label, place -> place.plain(schema));
  }

  /** One whose commits outlive the process when they return. */
  Side plainAtOnce(String label, Schema schema) {
    return plain(label, place -> place.plainAtOnce(schema));
  }

  /** Makes a program for a place. */
  private interface Opening {
    PlainLoad at(Place place) throws SQLException;
  }

  private Side plain(String label, Opening opening) {
    return new Side(
        label,
        () -> {
          try (Workspace workspace = database.workspace();
              PlainLoad load = opening.at(workspace.place())) {
            LoadClock clock = new LoadClock(database);
            for (List<byte[]> batch : batches) {
              load.store(batch);
            }
            return clock.stop(events());
          }
        });
  }

  /** How many were accepted. */
  private static int push(Obsrv obsrv, List<List<byte[]>> batches) {
    int accepted = 0;
    for (List<byte[]> batch : batches) {
      accepted += Pushes.push(obsrv, batch).accepted();
    }
    return accepted;
  }

  private Sample checked(Sample sample, int accepted) {
    checkState(accepted == events(), "%s of %s events were accepted", accepted, events());
    return sample;
  }

  private int events() {
    return batches.stream().mapToInt(List::size).sum();
  }
}
