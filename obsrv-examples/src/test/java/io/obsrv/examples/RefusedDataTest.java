package io.obsrv.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories and stored data that a run cannot use, told in one sentence. */
class RefusedDataTest {
  @TempDir private Path directory;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static void assertRefused(Program program, String... parts) {
    assertThat(program.status()).isEqualTo(2);
    assertThat(program.out()).isEmpty();
    assertThat(program.err().lines()).hasSize(1);
    assertThat(program.err()).contains(parts).doesNotContain("Exception", "\tat ");
  }

  @Test
  void a_directory_that_cannot_be_written() throws IOException {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    // An administrator can write everywhere but where the kernel answers.
    Path unwritable =
        closed.toFile().setWritable(false) && !Files.isWritable(closed)
            ? closed
            : Path.of("/proc/self");

    assertRefused(
        Program.run(write("a.csv", "a\n1\n"), "--data", unwritable),
        "--data '"
            + unwritable
            + "' cannot be written; choose another --data or change its permissions");
  }

  @Test
  void a_file_in_it_that_cannot_be_written() throws IOException {
    Path file = write("a.csv", "a\n1\n");
    Path data = directory.resolve("kept");
    Path inTheWay = Files.createDirectories(data.resolve("datasets/a.mv.db"));

    assertRefused(
        Program.run(file, "--data", data),
        "'"
            + inTheWay
            + "' cannot be written. Change its permissions, or choose another directory");
  }

  @Test
  void no_directory_at_all() throws IOException {
    assertRefused(
        Program.run(write("a.csv", "a\n1\n"), "--data", ""),
        "--data is empty, must name a directory");
  }

  @Test
  void a_replaced_file_is_told_in_one_sentence_and_not_logged_as_well() throws IOException {
    PrintStream stderr = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      Path file = write("a.csv", "id,x\n1,a\n");
      Path data = directory.resolve("kept");
      Program.run(file, "--data", data, "--json");
      Files.writeString(file, "id,x\n2,b\n");

      assertRefused(Program.run(file, "--data", data, "--json"), "it does not begin as it did");
      assertThat(log.toString(UTF_8)).isEmpty();
    } finally {
      System.setErr(stderr);
    }
  }
}
