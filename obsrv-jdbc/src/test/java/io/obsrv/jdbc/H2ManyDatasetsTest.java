package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.storage.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

class H2ManyDatasetsTest extends ManyDatasetsContract {
  private static final int OPEN = 8;
  private static final long SMALL = 200 << 10;

  private final Path directory = TestDirectories.create();
  private final TestClock clock = new TestClock();
  private Optional<H2Databases> databases = Optional.empty();

  @Override
  protected JdbcStorage open() {
    H2Databases opened =
        new H2Databases(
            new H2Address.Files(directory),
            clock,
            Duration.ofSeconds(30),
            OPEN,
            Scripts.dataset(Dialect.H2));
    databases = Optional.of(opened);
    return new JdbcStorage(opened, clock, CommitHook.NONE);
  }

  @Override
  protected int held() {
    return databases.orElseThrow().openDatasets().size();
  }

  @Override
  protected int heldAtRest() {
    return 0;
  }

  @Override
  protected int bound() {
    return OPEN;
  }

  @AfterEach
  void every_file_is_small() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("datasets"))) {
      assertThat(files).allSatisfy(file -> assertThat(Files.size(file)).isLessThan(SMALL));
    }
  }
}
