package io.obsrv.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README prints the packages in their reading order; what it prints is what is held. */
class ReadingOrderReadmeTest {
  @Test
  void the_readme_has_the_packages_in_the_order_that_is_held() throws IOException {
    List<String> printed =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .dropWhile(line -> !line.startsWith("The packages of `obsrv-core` in reading order"))
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .collect(Collectors.toList());

    assertThat(printed.remove(printed.size() - 1)).isEqualTo("io.obsrv");
    assertThat(printed).isEqualTo(ReadingOrder.PACKAGES);
  }
}
