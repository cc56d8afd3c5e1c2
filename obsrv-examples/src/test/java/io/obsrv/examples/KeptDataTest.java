package io.obsrv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs on the same data. */
class KeptDataTest {
  @TempDir private Path directory;

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path data() {
    return directory.resolve("kept");
  }

  private JsonNode json(Path file, Object... options) throws IOException {
    Program program = run(file, options);
    assertThat(program.err()).isEmpty();
    assertThat(program.status()).isZero();
    return program.json();
  }

  private Program run(Path file, Object... options) throws IOException {
    Object[] args = new Object[options.length + 4];
    args[0] = file;
    args[1] = "--json";
    args[2] = "--data";
    args[3] = data();
    System.arraycopy(options, 0, args, 4, options.length);
    return Program.run(args);
  }

  private void assertRefused(Path file, Object... options) throws IOException {
    assertThat(run(file, options).status()).isEqualTo(2);
  }

  @Nested
  class A_refused_run_leaves_nothing_behind {
    @Test
    void beside_what_is_live() throws IOException {
      Path file = write("c.csv", "id,v,zip\n1,5,01234\n2,6,02345\n");
      json(file);
      assertRefused(file, "--time", "v");

      assertThat(json(file).path("received").asInt()).isZero();
    }

    @Test
    void as_the_first_of_all() throws IOException {
      Path file = write("c.csv", "id,v,zip\n1,5,01234\n2,6,02345\n");
      assertRefused(file, "--time", "zip", "--every", "day", "--where", "v > q");

      assertThat(json(file).path("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void nor_types_that_nothing_was_stored_under() throws IOException {
      Path file = write("zip.csv", "zip,v\n01234,1\n02345,2\n");
      assertRefused(file, "--measure", "sum:zip", "--where", "v > x");

      assertThat(json(file, "--group-by", "zip").path("table").toString())
          .isEqualTo("[{\"zip\":\"01234\",\"count\":1},{\"zip\":\"02345\",\"count\":1}]");
    }

    @Test
    void nor_a_time_read_as_a_number() throws IOException {
      Path file = write("t.jsonl", "{\"t\": 1580515200, \"g\": \"a\", \"v\": 2}\n");
      assertRefused(file, "--measure", "sum:g");

      assertThat(
              json(file, "--time", "t", "--every", "year", "--measure", "sum:v")
                  .path("table")
                  .toString())
          .isEqualTo("[{\"t\":\"2020-01-01T00:00:00Z\",\"sum_v\":2}]");
    }
  }

  @Test
  void a_draft_of_a_run_that_did_not_finish_is_given_up() throws IOException {
    Path file = write("zip.csv", "zip,v\n01234,1\n");
    try (Obsrv obsrv = Obsrv.open(JdbcStorage.h2(data()))) {
      Schema numbers =
          Schema.parse(
              "{\"type\": \"object\", \"properties\": {\"zip\": {\"type\": \"integer\"}}}");
      obsrv.datasets().create(DatasetDefinition.named("zip").schema(numbers).key("zip"));
    }

    assertThat(json(file, "--group-by", "zip").path("table").toString())
        .isEqualTo("[{\"zip\":\"01234\",\"count\":1}]");
  }

  @Test
  void every_file_has_its_own_dataset_and_finds_it_again() throws IOException {
    Path[] files = {
      write("o.csv", "a\n1\n"),
      write("o.json", "[{\"b\": 1}]"),
      write("x/o.csv", "c\n1\n"),
      write("日本.csv", "d\n1\n"),
      write("中国.csv", "e\n1\n"),
      write("a_name_of_more_than_forty_characters_in_all_1.csv", "f\n1\n"),
      write("a_name_of_more_than_forty_characters_in_all_2.csv", "g\n1\n")
    };
    for (int i = 0; i < files.length; i++) {
      JsonNode json = json(files[i]);

      assertThat(json.path("columns").findValuesAsText("name"))
          .as(files[i].toString())
          .containsExactly(Character.toString('a' + i));
      assertThat(json.path("accepted").asInt()).isEqualTo(1);
    }
    for (Path file : files) {
      JsonNode json = json(directory.resolve("x/..").resolve(directory.relativize(file)));

      assertThat(json.path("received").asInt()).as(file.toString()).isZero();
      assertThat(json.path("table").get(0).path("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void a_file_that_was_moved_is_another_one() throws IOException {
    Path file = write("o.csv", "a\n1\n");
    json(file);
    Files.createDirectory(directory.resolve("x"));

    assertThat(json(Files.move(file, directory.resolve("x/o.csv"))).path("accepted").asInt())
        .isEqualTo(1);
  }

  @Test
  void the_time_stays_what_it_was_unless_another_is_named() throws IOException {
    Path file = write("e.csv", "id,at,seen\n1,2024-01-02T00:00:00Z,2025-01-02T00:00:00Z\n");
    json(file, "--time", "at");
    json(file);
    assertThat(liveTime()).contains("at");

    json(file, "--time", "seen");
    assertThat(liveTime()).contains("seen");
  }

  private Optional<String> liveTime() {
    try (Obsrv obsrv = Obsrv.on(JdbcStorage.h2(data())).sourcesStartOnCall().open()) {
      int live = obsrv.datasets().find("e").orElseThrow().live().orElseThrow();
      return obsrv.datasets().version("e", live).definition().time();
    }
  }
}
