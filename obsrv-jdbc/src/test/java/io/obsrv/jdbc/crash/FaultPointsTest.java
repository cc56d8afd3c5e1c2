package io.obsrv.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.jdbc.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One dataset that grows, and whose process dies at one point after the other. */
class FaultPointsTest {
  @TempDir private Path directory;

  private Purchases purchases;

  @BeforeEach
  void publish() throws Exception {
    purchases = new Purchases(directory);
    PurchasesRun.publish(purchases);
  }

  @Test
  void a_process_that_dies_at_any_point_loses_and_doubles_nothing() throws Exception {
    List<String> points = FaultPoints.all();
    assertThat(points).as("fault points").doesNotHaveDuplicates().hasSizeGreaterThan(40);
    for (String point : points) {
      purchases.grow(50);
      assertThat(exitAt(point)).as("the process that dies at '%s'", point).isEqualTo(Fuse.EXIT);
      PurchasesRun.finish(purchases.stored(), passed -> {});
      PurchasesAudit.check(purchases);
    }
    System.out.printf("%d fault points visited%n", points.size());
  }

  /** Sources are two, and the destination is opened twice; only that it rests may happen once. */
  private int exitAt(String point) throws Exception {
    String passages = point.endsWith("idle") ? "1" : "2";
    try (ChildProcess child =
        ChildProcess.start(PurchasesProcess.class, purchases.stored().toString(), point, passages)
            .thatEnds()) {
      return child.exit();
    }
  }
}
