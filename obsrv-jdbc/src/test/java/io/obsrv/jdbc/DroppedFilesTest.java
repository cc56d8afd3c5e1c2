package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.event.Layout;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedFilesTest {
  @TempDir Path directory;

  private static Layout layout(String id) {
    var definition =
        DatasetDefinition.named(id)
            .schema(
                Schema.parse(
                    "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"string\"}}}"))
            .build();
    return Layout.of(DatasetVersion.draft(1, definition, "asha", Instant.EPOCH));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("datasets"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void no_file_of_a_dropped_dataset_is_left_and_every_other_is() throws IOException {
    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      storage.data().prepare(layout("a"));
      storage.data().prepare(layout("a-b"));
      Files.writeString(directory.resolve("datasets").resolve("a.trace.db"), "trace");
      Files.writeString(directory.resolve("datasets").resolve("a.5.temp.db"), "result");

      storage.archives().drop(DatasetId.of("a"));

      assertThat(files()).containsExactly("a-b.mv.db");
    }
  }

  @Test
  void a_database_that_is_not_open_is_dropped_too() throws IOException {
    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      storage.data().prepare(layout("a"));
    }

    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      storage.archives().drop(DatasetId.of("a"));

      assertThat(files()).isEmpty();
    }
  }
}
