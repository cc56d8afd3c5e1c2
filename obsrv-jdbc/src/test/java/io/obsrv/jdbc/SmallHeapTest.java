package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SmallHeapTest {
  private static final int RECORDS = 34_000;
  private static final long HEAP = 64L << 20;

  @TempDir private Path directory;

  @Test
  @Timeout(600)
  void a_flood_and_a_file_larger_than_the_heap_come_in_with_every_record_accounted_for()
      throws IOException {
    Path file = directory.resolve("large.jsonl");
    write(file);
    assertThat(Files.size(file)).isGreaterThan(HEAP);

    List<String> lines = new ArrayList<>();
    try (ChildProcess child =
        ChildProcess.startWithHeap(
            HEAP,
            CrowdedMain.class,
            directory.resolve("data").toString(),
            file.toString(),
            Integer.toString(RECORDS))) {
      for (String line = child.line(); line != null; line = child.line()) {
        lines.add(line);
      }
    }

    assertThat(lines).as("what is said in the end").hasSize(3);
    assertThat(lines.get(0)).isEqualTo("read %1$d %1$d %1$d".formatted(RECORDS));
    String acknowledged = lines.get(1).replaceFirst("pushed (\\d+) .*", "$1");
    assertThat(lines.get(1)).isEqualTo("pushed %1$s %1$s %1$s".formatted(acknowledged));
    assertThat(lines.get(2)).isEqualTo("acknowledged " + acknowledged + " refused true");
  }

  @Test
  @Timeout(600)
  void a_question_that_needs_more_than_the_heap_is_refused_and_the_dataset_goes_on()
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (ChildProcess child =
        ChildProcess.startWithHeap(HEAP, AskingMain.class, directory.resolve("data").toString())) {
      for (String line = child.line(); line != null; line = child.line()) {
        lines.add(line);
      }
    }

    assertThat(lines)
        .containsExactly(
            "Cannot query dataset 'texts': it needs more memory than there is; ask for less, or in parts.",
            "[[1]]",
            "[[2]]");
  }

  private static void write(Path file) throws IOException {
    String text = "x".repeat(2_000);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < RECORDS; i++) {
        out.write("{\"text\": \"" + i + text + "\"}\n");
      }
    }
  }
}
