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

  @Test
  void a_line_that_there_is_not_is_refused_with_those_there_are() throws Exception {
    Told told = told("load", "lode", "--rounds", "1", "growht");

    assertThat(told.status()).isEqualTo(2);
    assertThat(told.err()).startsWith("No line 'lode', 'growht'. Lines: load, plain, durable, ");
    assertThat(told.out()).isEmpty();
  }

  @Test
  void an_option_that_there_is_not_is_refused() throws Exception {
    Told told = told("--round", "1");

    assertThat(told.status()).isEqualTo(2);
    assertThat(told.err()).contains("'--round'").contains("--help");
    assertThat(told.out()).isEmpty();
  }

  @Test
  void help_lists_every_line_by_its_name() throws Exception {
    Told told = told("--help");

    assertThat(told.status()).isZero();
    assertThat(Lines.named(List.of()))
        .hasSize(11)
        .allSatisfy(
            line ->
                assertThat(told.out().lines().map(String::strip))
                    .contains("%-10s %s".formatted(line.name(), line.description())));
    assertThat(told.err()).isEmpty();
  }

  @Test
  void growth_is_measured_in_equal_parts_of_whole_batches() {
    assertThat(GrowthLine.Window.before(1_000_000)).isEqualTo(new GrowthLine.Window(25, 10_000));
    assertThat(GrowthLine.Window.before(110_000)).isEqualTo(new GrowthLine.Window(13, 2_000));
    assertThat(GrowthLine.Window.before(20_000)).isEqualTo(new GrowthLine.Window(5, 1_000));
    assertThat(GrowthLine.Window.before(2_000)).isEqualTo(new GrowthLine.Window(1, 500));
  }

  /** What the program answers. */
  private record Told(int status, String out, String err) {}

  private static Told told(String... args) throws Exception {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        Benchmarks.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Told(status, out.toString(UTF_8), err.toString(UTF_8));
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
