package io.obsrv.jdbc.crash;

import io.obsrv.jdbc.CommitPoints;
import java.util.List;
import java.util.stream.Stream;

/**
 * The instants at which a process can be told to die: all that {@link Watched} and commits tell.
 */
final class FaultPoints {
  private static final List<String> CALLS =
      List.of(
          "Source.splits",
          "DataStore.checkpoint",
          "Source.open",
          "SplitReader.poll",
          "SplitReader.committed",
          "ConnectorStore.delivery",
          "Destination.position",
          "ConnectorStore.changes",
          "Destination.write",
          "ConnectorStore.deliver",
          "Destination.idle",
          "Destination.flush");

  private FaultPoints() {}

  static List<String> all() {
    return Stream.concat(
            CommitPoints.names().stream(),
            CALLS.stream().flatMap(call -> Stream.of("before " + call, "after " + call)))
        .toList();
  }
}
