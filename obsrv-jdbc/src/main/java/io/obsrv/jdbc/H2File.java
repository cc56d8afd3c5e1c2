package io.obsrv.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file behind an H2 database that is open; does what H2 leaves undone. For many threads.
 *
 * <p>H2 appends a chunk per commit, somewhere in the file, and from time to time writes a header
 * that says where the newest one is. From 2.2.220 to at least 2.5.252 it writes the header before
 * it notes that there is a new chunk ({@code FileStore.storeBuffer}: {@code writeChunk}, then
 * {@code lastChunk}), so that the header names the chunk before. If the chunk is not where that one
 * announced it, nothing leads to it until the next header, and opening the file after a crash goes
 * back to before it: commits are lost. So the header is written once more after every commit. H2
 * has no call for it.
 */
final class H2File {
  private static final Logger LOG = LoggerFactory.getLogger(H2File.class);

  /** A file of fewer bytes is not tidied up. */
  private static final long SMALL = 16 << 20;

  private static final int NEVER_MILLIS = Integer.MAX_VALUE;
  private static final int COMMITS_BETWEEN_TIDYING = 64;
  private static final int LIVE_PERCENT = 50;
  private static final int TIDYING_BYTES = 16 << 20;
  private static final int TIDYING_MILLIS = 200;

  private final MVStore store;
  private final Method writeHeader;
  private final AtomicLong commits = new AtomicLong();
  private volatile long securedVersion = -1;

  private H2File(MVStore store, Method writeHeader) {
    this.store = store;
    this.writeHeader = writeHeader;
  }

  /** The file of a connection's database; empty if it is in memory. */
  static Optional<H2File> of(Connection connection) throws SQLException {
    MVStore store =
        ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
            .getDatabase()
            .getStore()
            .getMvStore();
    FileStore<?> file = store.getFileStore();
    return file == null ? Optional.empty() : Optional.of(new H2File(store, headerOf(file)));
  }

  private static Method headerOf(FileStore<?> file) {
    for (Class<?> type = file.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals("writeStoreHeader") && method.getParameterCount() == 0) {
          method.setAccessible(true);
          return method;
        }
      }
    }
    throw new StorageException(
        "Cannot open a file with this release of H2, whose commits could be lost in a crash. Use H2"
            + " 2.5.252.",
        null);
  }

  /**
   * Whether H2 has given the file up, for example since the disk was full; it has to be reopened.
   */
  boolean isGivenUp() {
    return store.isClosed() || store.getPanicException() != null;
  }

  /** To be called after a commit and before anyone is told of it: makes it outlive the process. */
  void secure() {
    long version = store.getCurrentVersion();
    if (version != securedVersion) {
      store.executeFilestoreOperation(this::writeHeader);
      securedVersion = version;
      tidyFromTimeToTime();
    }
  }

  /**
   * Does a transaction that writes, from its first statement until its commit is in the file, while
   * no other does.
   *
   * <p>H2 does not look at all maps of a chunk at one moment. Of a transaction beside the one whose
   * commit it writes, rows can be in the chunk without the log that leads back from them, or some
   * of what it has committed and not the rest; and so they stay if the process dies before the next
   * chunk. Storages of this process that have the same file open share its store, and thereby this
   * monitor.
   */
  <T extends @Nullable Object> T alone(Lease.Transaction<T> transaction) throws SQLException {
    synchronized (store) {
      return transaction.run();
    }
  }

  /**
   * Does something of many commits, which are written as one at its end: a dozen small tables in a
   * chunk each take forty times their size. The writer that H2 starts for this has no turn.
   */
  void writeOnce(Runnable work) {
    synchronized (store) {
      store.setAutoCommitDelay(NEVER_MILLIS);
      try {
        work.run();
      } finally {
        store.setAutoCommitDelay(0);
      }
      store.commit();
    }
  }

  private void writeHeader() {
    try {
      writeHeader.invoke(store.getFileStore());
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rewrites what is left of sparse parts of the file, so that their space can be used again. */
  private void tidyFromTimeToTime() {
    if (commits.incrementAndGet() % COMMITS_BETWEEN_TIDYING == 0 && isLarge()) {
      synchronized (store) {
        try {
          store.compact(LIVE_PERCENT, TIDYING_BYTES);
        } catch (RuntimeException e) {
          LOG.warn("A file could not be tidied up; it is tried again", e);
        }
      }
    }
  }

  /** Makes a file smaller that has grown, which can take a second or two. */
  void tidyUp() {
    if (isLarge()) {
      synchronized (store) {
        store.compactFile(TIDYING_MILLIS);
      }
    }
  }

  private boolean isLarge() {
    @Nullable FileStore<?> file = store.getFileStore();
    return file != null && file.size() > SMALL;
  }
}
