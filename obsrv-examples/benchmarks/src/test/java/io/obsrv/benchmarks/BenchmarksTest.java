package io.obsrv.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That every line measures something; how fast that is, is for the program to say. */
class BenchmarksTest {
  @Test
  void every_line_measures_both_of_its_sides() throws Exception {
    List<Comparison> comparisons = measured(DatabaseKind.H2, List.of());

    assertThat(comparisons)
        .extracting(comparison -> comparison.what().replaceAll(",[^,]*$", ""))
        .contains(
            "load",
            "load per core",
            "plain",
            "plain per core",
            "load, equal promise",
            "load from 2 threads",
            "load from a file",
            "cost of tables",
            "answer",
            "p99 of a neighbour",
            "open the library",
            "start to first event",
            "growth");
  }

  @Test
  void lines_can_be_measured_on_a_server_of_their_own() throws Exception {
    List<Comparison> comparisons =
        measured(DatabaseKind.POSTGRESQL, List.of("load", "answers", "datasets", "start"));

    assertThat(comparisons)
        .extracting(Comparison::what)
        .contains("load, PostgreSQL", "answer, PostgreSQL", "start to first event, PostgreSQL")
        .doesNotContain("plain, PostgreSQL");
  }

  private static List<Comparison> measured(DatabaseKind kind, List<String> lines) throws Exception {
    Options options = new Options();
    options.databases = EnumSet.of(kind);
    options.lines = lines;
    options.warmUps = 0;
    options.rounds = 1;
    options.events = 1_500;
    options.masters = 100;
    options.rows = 2_000;
    options.pushes = 20;
    options.datasets = 3;
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
    List<Comparison> comparisons = Benchmarks.measure(options, nowhere, nowhere);
    assertThat(comparisons)
        .allSatisfy(
            comparison -> {
              assertThat(comparison.a().label()).isNotEqualTo(comparison.b().label());
              assertThat(comparison.a().value()).isFinite();
              assertThat(comparison.b().value()).isFinite();
              assertThat(comparison.ratio()).isNotNaN();
            });
    return comparisons;
  }
}
