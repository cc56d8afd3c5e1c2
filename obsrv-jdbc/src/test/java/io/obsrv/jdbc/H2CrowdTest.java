package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.storage.Quakes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that are opened, closed and dropped while other threads use them. */
class H2CrowdTest {
  private final Path directory = TestDirectories.create();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @Test
  void a_file_is_used_while_others_are_closed_to_make_room() throws Exception {
    List<DatasetId> ids =
        IntStream.range(0, 72).mapToObj(i -> DatasetId.of("dataset_" + i)).toList();
    try (JdbcStorage storage = JdbcStorage.configure().openDatabases(64).h2(directory)) {
      ids.forEach(id -> live(storage, id.value()));
      together(
          IntStream.range(0, 8)
              .<Runnable>mapToObj(
                  thread ->
                      () -> {
                        Random random = new Random(thread);
                        for (int i = 0; i < 2_000; i++) {
                          storage.data().counters(ids.get(random.nextInt(ids.size())));
                        }
                      })
              .toList());
    }
  }

  @Test
  void nothing_is_left_of_a_dataset_that_is_dropped_while_it_is_read() throws Exception {
    DatasetId id = DatasetId.of("quakes");
    H2Databases databases = JdbcStorage.configure().h2(new H2Address.Files(directory));
    try (JdbcStorage storage = new JdbcStorage(databases, Clock.systemUTC(), CommitHook.NONE)) {
      live(storage, id.value());
      // Deleting the files of a dataset takes as long as it takes to find them.
      for (int i = 0; i < 10_000; i++) {
        Files.createFile(directory.resolve("datasets").resolve("other-" + i));
      }
      AtomicBoolean isOver = new AtomicBoolean();
      together(
          List.of(
              () -> {
                while (!isOver.get()) {
                  if (!databases.openDatasets().contains(id)) {
                    storage.data().counters(id);
                  }
                }
              },
              () -> {
                try {
                  for (int i = 0; i < 10; i++) {
                    storage.archives().drop(id);
                    assertThat(directory.resolve("datasets/quakes.mv.db")).doesNotExist();
                    live(storage, id.value());
                    assertThat(directory.resolve("datasets/quakes.mv.db")).exists();
                  }
                } finally {
                  isOver.set(true);
                }
              }));
    }
  }

  private void together(List<Runnable> work) throws InterruptedException, ExecutionException {
    List<Future<?>> all = new ArrayList<>();
    work.forEach(each -> all.add(threads.submit(each)));
    for (Future<?> each : all) {
      each.get();
    }
    threads.shutdown();
  }

  private static Layout live(JdbcStorage storage, String id) {
    Layout layout = Quakes.layout(id);
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    storage.data().settle(layout);
    return layout;
  }
}
