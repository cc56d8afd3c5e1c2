package io.obsrv.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.jdbc.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One dataset that grows, and whose process is killed with SIGKILL after a random time. More often
 * with {@code -Dobsrv.seeds}.
 */
class RandomKillsTest {
  private static final int SEEDS = Integer.getInteger("obsrv.seeds", 6);
  private static final int LONGEST_MILLIS = 1_500;

  @TempDir private Path directory;

  private int kills;

  @Test
  void a_process_that_is_killed_at_any_instant_loses_and_doubles_nothing() throws Exception {
    Purchases purchases = new Purchases(directory);
    PurchasesRun.publish(purchases);
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      purchases.grow(50 + random.nextInt(300));
      killOnceOrTwice(purchases, random);
      PurchasesRun.finish(purchases.stored(), passed -> {});
      PurchasesAudit.check(purchases);
    }
    System.out.printf("%d seeds, %d kills%n", SEEDS, kills);
    assertThat(kills).as("processes killed before they had finished").isPositive();
  }

  private void killOnceOrTwice(Purchases purchases, Random random) throws Exception {
    int children = 1 + random.nextInt(2);
    for (int i = 0; i < children; i++) {
      try (ChildProcess child =
          ChildProcess.start(PurchasesProcess.class, purchases.stored().toString())) {
        assertThat(child.line()).isEqualTo("begun");
        child.endsWithin(Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
        kills += child.kill().contains("finished") ? 0 : 1;
      }
    }
  }
}
