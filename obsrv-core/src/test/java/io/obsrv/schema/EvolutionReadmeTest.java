package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README prints the rules of schema evolution; what it prints is what the library does. */
class EvolutionReadmeTest {

  @Test
  void the_readme_prints_every_rule_and_no_other() throws IOException {
    List<String> readme =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .dropWhile(line -> !line.startsWith("| change |"))
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(readme).isEqualTo(table());
  }

  private static List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| change | BACKWARD | FORWARD | FULL | NONE |");
    lines.add("| --- | --- | --- | --- | --- |");
    for (EvolutionRule rule : EvolutionRules.ALL) {
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  rule.kind().words(),
                  rule.under(Compatibility.BACKWARD).label(),
                  rule.under(Compatibility.FORWARD).label(),
                  rule.under(Compatibility.FULL).label(),
                  rule.under(Compatibility.NONE).label()));
    }
    return lines;
  }
}
