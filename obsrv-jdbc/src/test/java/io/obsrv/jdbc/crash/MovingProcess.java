package io.obsrv.jdbc.crash;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.archive.BundlePoints;
import io.obsrv.jdbc.TransactionPoints;
import io.obsrv.storage.Storage;
import java.nio.file.Path;

/**
 * Moves one dataset while another one is fed, and dies at a step of that, the end at the latest.
 */
final class MovingProcess {
  private MovingProcess() {}

  /**
   * The arguments are where the data is, the move, its step, the dataset that is fed and its
   * batches, and the dataset that is moved.
   */
  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    Move move = Move.valueOf(args[1]);
    StepFuse fuse = new StepFuse(Integer.parseInt(args[2]));
    Feed other = new Feed(args[3], Long.parseLong(args[4]));
    Feed moved = new Feed(args[5], 0);
    try (Obsrv obsrv =
        Fixtures.open(
            watched(directory, fuse),
            BundlePoints.in(directory.resolve("archives"), fuse),
            Move.ELSEWHERE,
            watched(directory.resolve(Move.ELSEWHERE), fuse))) {
      Feeder beside = new Feeder(obsrv, other);
      beside.start();
      Feeder into = new Feeder(obsrv, moved);
      if (move.takesRecords()) {
        into.start();
        into.awaitBatch();
      }
      fuse.arm(beside::awaitBatch);
      move.make(obsrv.datasets(), moved.id());
      fuse.end();
    }
  }

  private static Storage watched(Path directory, StepFuse fuse) {
    return new Watched(fuse)
        .storage(TransactionPoints.h2(directory, () -> fuse.accept(StepFuse.TRANSACTION)));
  }
}
