package io.obsrv.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That every line measures something on both databases; how fast that is, is for the program. */
class BenchmarksTest {
  private static final Options SMALL = new Options();

  static {
    SMALL.warmUps = 0;
    SMALL.rounds = 1;
    SMALL.events = 1_500;
    SMALL.masters = 100;
    SMALL.rows = 3_000;
    SMALL.pushes = 20;
    SMALL.datasets = 3;
  }

  private static final PrintStream NOWHERE =
      new PrintStream(new ByteArrayOutputStream(), false, UTF_8);

  @ParameterizedTest
  @EnumSource
  void every_line_measures_both_of_its_sides(DatabaseKind kind) throws Exception {
    SMALL.databases = EnumSet.of(kind);
    List<Comparison> comparisons = Benchmarks.measure(SMALL, NOWHERE, NOWHERE);
    assertThat(comparisons)
        .extracting(comparison -> comparison.what().replaceAll(",[^,]*$", ""))
        .contains(
            "load",
            "load per core",
            "plain",
            "plain per core",
            "load by threads",
            "cost of tables",
            "answer",
            "p99 of a neighbour",
            "open the library",
            "start to first event",
            "growth");
    assertThat(comparisons)
        .allSatisfy(
            comparison -> {
              assertThat(comparison.a().label()).isNotEqualTo(comparison.b().label());
              assertThat(comparison.a().value()).isFinite();
              assertThat(comparison.b().value()).isFinite();
            });
  }
}
