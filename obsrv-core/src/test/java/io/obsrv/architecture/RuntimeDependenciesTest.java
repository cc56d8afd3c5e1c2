package io.obsrv.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application gets together with obsrv-core. A new line here is a decision. */
class RuntimeDependenciesTest {
  private static final List<String> PINNED =
      List.of(
          "com.dashjoin:jsonata",
          "com.ethlo.time:itu",
          "com.fasterxml.jackson.core:jackson-annotations",
          "com.fasterxml.jackson.core:jackson-core",
          "com.fasterxml.jackson.core:jackson-databind",
          "com.fasterxml.jackson.dataformat:jackson-dataformat-csv",
          // Contracts of the Open Data Contract Standard are YAML, which snakeyaml reads for it.
          "com.fasterxml.jackson.dataformat:jackson-dataformat-yaml",
          "com.google.errorprone:error_prone_annotations",
          "com.google.guava:failureaccess",
          "com.google.guava:guava",
          "com.google.guava:listenablefuture",
          "com.google.j2objc:j2objc-annotations",
          "com.networknt:json-schema-validator",
          "org.jspecify:jspecify",
          "org.slf4j:slf4j-api",
          "org.yaml:snakeyaml");

  @Test
  void the_runtime_dependencies_are_these_and_no_others() throws IOException {
    List<String> found =
        Files.readAllLines(Path.of("target", "runtime-dependencies.txt")).stream()
            .map(String::strip)
            .filter(line -> line.matches("[\\w.-]+:[\\w.-]+:jar:.*"))
            .map(line -> line.replaceFirst(":jar:.*", ""))
            .sorted()
            .toList();

    assertThat(found).isEqualTo(PINNED);
  }
}
