package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.storage.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class H2FilesTest {
  private final Path directory = TestDirectories.create();
  private final TestClock clock = new TestClock();

  @Test
  void every_dataset_has_a_file_of_its_own() {
    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      live(storage, "quakes");
      live(storage, "my-quakes_2");
    }

    assertThat(files())
        .containsExactly("datasets/my-quakes_2.mv.db", "datasets/quakes.mv.db", "registry.mv.db");
  }

  @Test
  void a_dataset_that_was_never_published_has_no_file() {
    Layout layout = Quakes.layout("quakes");
    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      storage.data().commit(Batch.of(layout));
      storage.data().counters(layout.id());
      storage.data().scan(layout, row -> {});
      assertThat(storage.data().problems(layout)).isEmpty();
    }

    assertThat(files()).containsExactly("registry.mv.db");
  }

  @Test
  void a_database_is_closed_when_it_was_idle_and_opened_again_when_it_is_needed() {
    H2Databases databases = databases(64);
    JdbcStorage storage = new JdbcStorage(databases, clock, CommitHook.NONE);
    try (storage) {
      Layout one = live(storage, "one");
      clock.advance(Duration.ofSeconds(20));
      Layout two = live(storage, "two");
      assertThat(databases.openDatasets()).containsExactlyInAnyOrder(one.id(), two.id());
      assertThat(databases.isReaperRunning()).isTrue();

      clock.advance(Duration.ofSeconds(10));
      databases.closeIdle();
      assertThat(databases.openDatasets()).containsExactly(two.id());
      clock.advance(Duration.ofSeconds(20));
      databases.closeIdle();
      assertThat(databases.openDatasets()).isEmpty();

      storage.data().commit(Batch.of(one, Quakes.row("a", null, null, null)));
      assertThat(storage.data().counters(one.id()).accepted()).isEqualTo(1);
      assertThat(databases.openDatasets()).containsExactly(one.id());
    }
    assertThat(databases.openDatasets()).isEmpty();
  }

  @Test
  void a_database_in_use_is_not_closed() {
    H2Databases databases = databases(64);
    try (JdbcStorage storage = new JdbcStorage(databases, clock, CommitHook.NONE)) {
      Layout layout = live(storage, "one");
      try (Lease lease = databases.dataset(layout.id(), Purpose.WORK).orElseThrow()) {
        clock.advance(Duration.ofDays(1));
        databases.closeIdle();
        assertThat(lease.handle().createQuery("select 1").mapTo(Integer.class).one()).isEqualTo(1);
      }
      databases.closeIdle();
      assertThat(databases.openDatasets()).containsExactly(layout.id());
      clock.advance(Duration.ofSeconds(30));
      databases.closeIdle();
      assertThat(databases.openDatasets()).isEmpty();
    }
  }

  @Test
  void of_too_many_databases_those_idle_for_longest_are_closed() {
    H2Databases databases = databases(2);
    try (JdbcStorage storage = new JdbcStorage(databases, clock, CommitHook.NONE)) {
      for (String id : List.of("a", "b", "c")) {
        clock.advance(Duration.ofSeconds(1));
        live(storage, id);
      }
      assertThat(databases.openDatasets())
          .containsExactlyInAnyOrder(DatasetId.of("b"), DatasetId.of("c"));

      clock.advance(Duration.ofSeconds(1));
      storage.data().counters(DatasetId.of("b"));
      clock.advance(Duration.ofSeconds(1));
      storage.data().counters(DatasetId.of("a"));
      assertThat(databases.openDatasets())
          .containsExactlyInAnyOrder(DatasetId.of("a"), DatasetId.of("b"));
    }
  }

  @Test
  void a_thread_that_is_interrupted_does_not_lose_the_database() {
    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      Layout layout = live(storage, "quakes");
      Thread.currentThread().interrupt();
      storage.data().commit(Batch.of(layout, Quakes.row("a", null, null, null)));
      assertThat(Thread.interrupted()).isTrue();
      storage.data().commit(Batch.of(layout, Quakes.row("b", null, null, null)));
      assertThat(storage.data().counters(layout.id()).accepted()).isEqualTo(2);
    }
    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      assertThat(storage.data().counters(DatasetId.of("quakes")).accepted()).isEqualTo(2);
    }
  }

  @Test
  void a_directory_that_another_process_holds_is_told() throws Exception {
    try (ChildProcess child = ChildProcess.start(HoldingMain.class, directory.toString())) {
      assertThat(child.line()).isEqualTo("held 0");

      assertThatThrownBy(() -> JdbcStorage.h2(directory))
          .isInstanceOf(StorageInUseException.class)
          .hasMessage(
              "Cannot open the data in '%s': another process holds it. Close that process, or choose another directory."
                  .formatted(directory))
          .satisfies(
              e -> assertThat(((ObsrvException) e).code()).isEqualTo(ErrorCode.STORAGE_IN_USE));
      child.kill();
    }
    JdbcStorage.h2(directory).close();
  }

  @Test
  void a_file_that_is_no_database_is_told() throws IOException {
    Files.writeString(directory.resolve("registry.mv.db"), "x".repeat(10_000));

    assertThatThrownBy(() -> JdbcStorage.h2(directory))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("Cannot open the registry in '" + directory + "': H2 answered '");
  }

  @Test
  void a_database_that_cannot_be_opened_is_not_one_that_is_open() throws IOException {
    H2Databases databases = databases(64);
    try (JdbcStorage storage = new JdbcStorage(databases, clock, CommitHook.NONE)) {
      Files.createDirectories(directory.resolve("datasets"));
      Files.writeString(directory.resolve("datasets/quakes.mv.db"), "x".repeat(10_000));

      assertThatThrownBy(() -> storage.data().counters(DatasetId.of("quakes")))
          .isInstanceOf(StorageException.class);
      assertThat(databases.openDatasets()).isEmpty();
    }
  }

  @Test
  void a_file_that_cannot_be_written_is_told() throws IOException {
    Path file = Files.createDirectory(directory.resolve("registry.mv.db"));

    assertThatThrownBy(() -> JdbcStorage.h2(directory))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "Cannot open the registry in '%s': '%s' cannot be written. Change its permissions, or choose another directory.",
            directory, file);
  }

  @Test
  void a_directory_that_cannot_be_written_is_told() throws IOException {
    Path closed = unwritable();

    assertThatThrownBy(() -> JdbcStorage.h2(closed.resolve("data")))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "Cannot open the registry in '%s': '%s' cannot be written. Change its permissions, or choose another directory.",
            closed.resolve("data"), closed);
  }

  /** An administrator can write everywhere but where the kernel answers. */
  private Path unwritable() throws IOException {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    return closed.toFile().setWritable(false) && !Files.isWritable(closed)
        ? closed
        : Path.of("/proc/self");
  }

  @Test
  void a_directory_with_a_semicolon_is_refused() {
    assertThatThrownBy(() -> JdbcStorage.h2(Path.of("a;b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("a;b' has a ';' in its name, which H2 cannot open");
  }

  @Test
  void two_storages_of_one_process_can_share_a_directory() {
    try (JdbcStorage one = JdbcStorage.h2(directory);
        JdbcStorage two = JdbcStorage.h2(directory)) {
      Layout layout = live(one, "quakes");
      two.data().commit(Batch.of(layout, Quakes.row("a", null, null, null)));
      assertThat(one.data().counters(layout.id()).accepted()).isEqualTo(1);
    }
  }

  private H2Databases databases(int maxOpen) {
    return JdbcStorage.configure()
        .clock(clock)
        .idleTime(Duration.ofSeconds(30))
        .openDatabases(maxOpen)
        .h2(new H2Address.Files(directory));
  }

  private static Layout live(JdbcStorage storage, String id) {
    Layout layout = Quakes.layout(id);
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    storage.data().settle(layout);
    return layout;
  }

  private List<String> files() {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> directory.relativize(path).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
