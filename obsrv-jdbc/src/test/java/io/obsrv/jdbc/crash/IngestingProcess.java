package io.obsrv.jdbc.crash;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetId;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.lifecycle.Datasets;
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
      Datasets datasets = obsrv.datasets();
      if (datasets.find(Readings.ID).isEmpty()) {
        datasets.create(Readings.definition(Path.of(args[1])));
        datasets.submit(Readings.ID);
        datasets.approve(Readings.ID, "");
        datasets.publish(Readings.ID);
      }
      obsrv.ingestion().awaitCompletion(Readings.ID);
      System.out.println("completed");
    }
  }
}
