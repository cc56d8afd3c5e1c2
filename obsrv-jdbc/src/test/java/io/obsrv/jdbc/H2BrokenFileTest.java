package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.file.FileSource;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DefinitionBuilder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of one dataset that has a source is not what was written. */
class H2BrokenFileTest {
  @TempDir private Path home;
  @TempDir private Path eu;
  @TempDir private Path lines;

  private FileSource feed;

  @BeforeEach
  void writeLines() throws IOException {
    feed = Files.jsonLines(java.nio.file.Files.writeString(lines.resolve("feed"), "{\"id\": 1}\n"));
  }

  private Obsrv open() {
    return Obsrv.on(JdbcStorage.h2(home)).location("eu", JdbcStorage.h2(eu)).open();
  }

  private static DefinitionBuilder definition(String id) {
    return Fixtures.numbered(id).key("id");
  }

  private static void breakFile(Path directory, String id) throws IOException {
    Path file = directory.resolve("datasets").resolve(id + ".mv.db");
    assertThat(file).exists();
    java.nio.file.Files.write(file, new byte[8192]);
  }

  @Test
  void it_keeps_nobody_from_the_other_datasets_at_home_or_elsewhere() throws Exception {
    try (Obsrv obsrv = open()) {
      Fixtures.publish(obsrv, definition("sound"));
      Fixtures.publish(obsrv, definition("home").source("feed", feed));
      Fixtures.publish(obsrv, definition("there").location("eu").source("feed", feed));
      obsrv.ingestion().awaitCompletion("home");
      obsrv.ingestion().awaitCompletion("there");
    }
    breakFile(home, "home");
    breakFile(eu, "there");

    try (Obsrv obsrv = open()) {
      assertThat(obsrv.ingestion().ingest("sound", "{\"id\": 1}").accepted()).isEqualTo(1);
      assertThatThrownBy(() -> obsrv.ingestion().ingest("home", "{\"id\": 2}"))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("'home'");
      assertThatThrownBy(() -> obsrv.ingestion().start("there"))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("'there'");
    }
  }
}
