package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Hold;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the H2 databases of an address, with the tables of this release in them, and says in this
 * library's words why one cannot be opened. Immutable.
 *
 * @param address where they are
 * @param scripts the tables of a dataset
 * @param cacheKib how much of its file each keeps in memory at most, in KiB
 */
record H2Opening(H2Address address, Scripts scripts, long cacheKib) {
  private static final Logger LOG = LoggerFactory.getLogger(H2Opening.class);

  /** This part of the heap is for the pages of all files that may be open. */
  private static final int CACHED_PART = 8;

  private static final long LEAST_CACHE_KIB = 1_024;

  /** H2 would take a sixteenth of the heap for each file. */
  static long cacheKib(long heapBytes, int maxOpen) {
    return Math.max(LEAST_CACHE_KIB, heapBytes / CACHED_PART / maxOpen / 1_024);
  }

  H2Database registry() {
    Scripts tables = Scripts.registry(Dialect.H2);
    return open(
            "the registry",
            address.registryFile(),
            address.registry(),
            handle -> tables.install(handle, H2Databases.SPACE))
        .orElseThrow();
  }

  /** A dataset's, which is made if it has none and the hold is not lost. */
  Optional<H2Database> made(DatasetId id, Hold hold) {
    hold.require();
    return open(
        subject(id),
        address.datasetFile(id),
        address.dataset(id),
        handle -> scripts.install(handle, H2Databases.SPACE));
  }

  private static String subject(DatasetId id) {
    return "the database of dataset '" + id + "'";
  }

  /** A dataset's; empty if it has none. */
  Optional<H2Database> present(DatasetId id) {
    boolean[] isInstalled = new boolean[1];
    Optional<H2Database> opened =
        open(
            subject(id),
            address.datasetFile(id),
            address.dataset(id) + ";IFEXISTS=TRUE",
            handle -> isInstalled[0] = scripts.upgrade(handle, H2Databases.SPACE));
    if (opened.isPresent() && !isInstalled[0]) {
      close(id, opened.get());
      return Optional.empty();
    }
    return opened;
  }

  private static void close(DatasetId id, H2Database database) {
    try {
      database.close();
    } catch (SQLException e) {
      LOG.warn("The database of dataset '{}' did not close well", id, e);
    }
  }

  private Optional<H2Database> open(
      String subject, Optional<Path> file, String url, Consumer<Handle> preparation) {
    file.flatMap(WriteAccess::missingAt).ifPresent(path -> refuse(subject, path, null));
    try {
      return Optional.of(
          H2Database.open(
              url,
              cacheKib,
              handle -> preparation.accept(handle.define("schema", H2Databases.SPACE.quoted()))));
    } catch (SQLException e) {
      if (Failures.isAbsent(e)) {
        return Optional.empty();
      }
      if (Failures.isInUse(e)) {
        throw new StorageInUseException(address.place(), e);
      }
      file.flatMap(WriteAccess::missingAbove).ifPresent(path -> refuse(subject, path, e));
      throw new StorageException(
          "Cannot open %s in '%s': H2 answered '%s' (SQLState %s). See to the file, then open it again."
              .formatted(subject, address.place(), Failures.firstLine(e), e.getSQLState()),
          e);
    }
  }

  private void refuse(String subject, Path path, @Nullable SQLException cause) {
    throw new StorageException(
        "Cannot open %s in '%s': '%s' cannot be written. Change its permissions, or choose another directory."
            .formatted(subject, address.place(), path),
        cause);
  }
}
