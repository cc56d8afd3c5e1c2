package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What would be left of a dataset's file if the process died between two chunks of it, while
 * several threads write to the dataset.
 */
class H2CrashImageTest {
  private static final int IMAGES = 40;
  private static final int WRITERS = 3;
  private static final int RECORDS = 40;

  private final Layout layout = Quakes.layout("quakes");
  private final H2Address.Files address = new H2Address.Files(TestDirectories.create());
  private volatile boolean isOver;

  @Test
  @Timeout(120)
  void a_transaction_is_wholly_in_the_file_or_not_at_all() throws Exception {
    List<Path> images = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (JdbcStorage storage = JdbcStorage.h2(address.directory())) {
      makeLive(storage);
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String name = "writer " + i;
        writers.add(threads.submit(() -> write(storage, name)));
      }
      images.addAll(images());
      isOver = true;
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      isOver = true;
      threads.shutdown();
    }
    for (Path image : images) {
      check(image);
    }
  }

  private void makeLive(JdbcStorage storage) {
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    storage.data().settle(layout);
  }

  private void write(JdbcStorage storage, String name) {
    for (int batch = 0; !isOver; batch++) {
      assertThat(storage.data().commit(commit(name + " " + batch)))
          .isInstanceOf(CommitResult.Committed.class);
    }
  }

  private Commit commit(String batch) {
    Row[] rows = new Row[RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      rows[i] =
          Quakes.row(
              batch + " " + i, "place " + i, i / 8.0, "2026-03-01T%02d:00:00Z".formatted(i % 24));
    }
    return Batch.of(layout, rows);
  }

  /** Copies of the file, each taken when another chunk was written, and while none is. */
  private List<Path> images() throws SQLException {
    List<Path> images = new ArrayList<>();
    try (Connection connection =
        DriverManager.getConnection(address.dataset(layout.id()), "sa", "")) {
      MVStore store =
          ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
              .getDatabase()
              .getStore()
              .getMvStore();
      long[] version = {-1};
      while (images.size() < IMAGES) {
        store.executeFilestoreOperation(
            () -> {
              if (store.getCurrentVersion() > version[0]) {
                version[0] = store.getCurrentVersion();
                images.add(image());
              }
            });
      }
    }
    return images;
  }

  private Path image() {
    Path directory = TestDirectories.create();
    Path copy = new H2Address.Files(directory).datasetFile(layout.id()).orElseThrow();
    try {
      Files.createDirectories(copy.getParent());
      Files.copy(address.datasetFile(layout.id()).orElseThrow(), copy);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(Path directory) {
    try (JdbcStorage storage = JdbcStorage.h2(directory)) {
      List<StoredRow> rows = new ArrayList<>();
      storage.data().scan(layout, rows::add);
      long accepted = storage.data().counters(layout.id()).accepted();

      assertThat(accepted % RECORDS).isZero();
      assertThat(rows.stream().map(StoredRow::sequence))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, accepted).boxed().toList());
      List<Row> values = rows.stream().map(StoredRow::row).toList();
      for (Rollup rollup : layout.rollups()) {
        Query all = Query.from(rollup.table().name());
        assertThat(storage.queries().run(layout, all, QueryLimits.DEFAULT).rows())
            .containsExactlyInAnyOrderElementsOf(
                rollup.groups(values).stream().map(Group::row).toList());
      }
      assertThat(storage.data().commit(commit("afterwards")))
          .isInstanceOf(CommitResult.Committed.class);
    }
  }
}
