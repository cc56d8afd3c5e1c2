package io.obsrv.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The README prints the table of transitions; what it prints is what the library does. */
class TransitionsReadmeTest {

  @Test
  void the_readme_prints_every_legal_move_and_no_other() throws IOException {
    List<String> readme =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .dropWhile(line -> !line.startsWith("| verb |"))
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(readme).isEqualTo(table());
  }

  private static List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| verb | dataset | its version | dataset afterwards | version afterwards |");
    lines.add("| --- | --- | --- | --- | --- |");
    for (Transition move : Transitions.ALL) {
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  move.verb().label(),
                  cell(move.dataset()),
                  cell(move.version()),
                  cell(move.datasetAfter()),
                  cell(move.versionAfter())));
    }
    return lines;
  }

  private static String cell(Optional<? extends Enum<?>> status) {
    return status.map(Enum::name).orElse("—");
  }
}
