package io.obsrv.jdbc.crash;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetId;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.Telemetry;
import java.nio.file.Path;

/**
 * Ingests a file into a directory, from wherever an earlier process has left it, and says each
 * commit.
 */
final class IngestingProcess {
  private IngestingProcess() {}

  /** The arguments are the directory and the file. */
  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    Telemetry spoken =
        new Telemetry() {
          @Override
          public void committed(DatasetId dataset, CommittedBatch batch) {
            System.out.println("committed " + batch.received());
          }
        };
    try (Obsrv obsrv = Obsrv.on(JdbcStorage.h2(directory)).telemetry(spoken).open()) {
      if (obsrv.datasets().find(Readings.ID).isEmpty()) {
        Fixtures.publish(obsrv, Readings.definition(Path.of(args[1])));
      }
      obsrv.ingestion().awaitCompletion(Readings.ID);
      System.out.println("completed");
    }
  }
}
