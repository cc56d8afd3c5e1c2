package io.obsrv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told to do. */
class AdviceTest {
  @TempDir private Path directory;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static void assertRefused(Program program, String... parts) {
    assertThat(program.status()).isEqualTo(2);
    assertThat(program.err().lines()).hasSize(1);
    assertThat(program.err()).contains(parts).doesNotContain("Exception", "\tat ");
  }

  @Test
  void json_lines_are_to_be_named_so() throws IOException {
    assertRefused(
        Program.run(write("a.json", "{\"a\":1}\n{\"a\":2}\n")),
        "these are JSON Lines: name it .jsonl");
  }

  @Test
  void records_of_several_lines_are_no_json_lines() throws IOException {
    assertRefused(
        Program.run(write("a.jsonl", "{\n  \"a\": 1\n}\n")),
        "if yours have several, put them into a list and name the file .json");
  }

  @Test
  void records_without_fields() throws IOException {
    assertRefused(
        Program.run(write("a.jsonl", "{}\n{}\n")),
        "None of the 2 records of",
        "has a field; name a file whose records have some");
  }

  @Test
  void a_field_that_is_called_as_the_measure() throws IOException {
    assertRefused(
        Program.run(write("a.csv", "count\n1\n"), "--group-by", "count"),
        "--group-by 'count' has the name that the measure of the table has; choose another");
  }

  @Test
  void of_many_fields_some_are_named() throws IOException {
    String header =
        IntStream.range(0, 1_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    Path file = write("wide.csv", header + "\n" + header + "\n");

    assertRefused(Program.run(file, "--group-by", "x"), "c18, c19 and 980 more)");
    assertRefused(Program.run(file, "--where", "x = 1"), "c18, c19 and 980 more)");
  }

  @Test
  void a_time_that_was_stored_as_a_number() throws IOException {
    Path file = write("a.csv", "t\n1580515200\n");
    Program.run(file, "--data", directory.resolve("kept"));

    assertRefused(
        Program.run(file, "--data", directory.resolve("kept"), "--time", "t"),
        "--time 't' is integer",
        "choose another --data");
  }

  @Test
  void a_time_that_is_neither_a_text_nor_an_integer() throws IOException {
    assertRefused(
        Program.run(write("a.csv", "t\n1580515200.5\n"), "--time", "t"),
        "--time 't' is number; must be ISO 8601, or seconds or milliseconds since 1970 as integers");
    assertRefused(
        Program.run(write("a.jsonl", "{\"t\": \"1580515200\"}\n"), "--time", "t"),
        "--time 't' is string",
        "not as texts or with fractions");
  }

  @Test
  void integers_are_compared_with_fractions_and_with_nothing() throws IOException {
    Path file = write("a.csv", "h,n\n1,a\n2,b\n-1,c\n,d\n");

    assertThat(names(file, "h > 1.5")).isEqualTo("b");
    assertThat(names(file, "h >= 1.5")).isEqualTo("b");
    assertThat(names(file, "h < 1.5")).isEqualTo("ac");
    assertThat(names(file, "h <= -.5")).isEqualTo("c");
    assertThat(names(file, "h > 1.0")).isEqualTo("b");
    assertThat(names(file, "h = null")).isEqualTo("d");
    assertThat(names(file, "h != null")).isEqualTo("abc");
    assertRefused(Program.run(file, "--where", "h < null"), "use = or !=");
    assertRefused(Program.run(file, "--where", "h = 1.5"), "'1.5' is not an integer");
  }

  private static String names(Path file, String condition) throws IOException {
    Program program = Program.run(file, "--group-by", "n", "--where", condition, "--json");
    assertThat(program.err()).isEmpty();
    return String.join("", program.json().path("table").findValuesAsText("n"));
  }
}
