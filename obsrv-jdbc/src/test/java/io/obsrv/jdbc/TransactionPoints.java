package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Hold;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a transaction in a dataset's namespace begins, on the thread that does it. For many
 * threads.
 */
public final class TransactionPoints implements Databases {
  private final Databases databases;
  private final Runnable begun;

  private TransactionPoints(Databases databases, Runnable begun) {
    this.databases = databases;
    this.begun = begun;
  }

  /** A storage that tells of each transaction. */
  public static JdbcStorage h2(Path directory, Runnable begun) {
    Databases databases = JdbcStorage.configure().h2(new H2Address.Files(directory));
    return new JdbcStorage(
        new TransactionPoints(databases, begun),
        Clock.systemUTC(),
        CommitHook.NONE,
        Optional.of(directory.resolve("archives")));
  }

  @Override
  public Dialect dialect() {
    return databases.dialect();
  }

  @Override
  public Lease registry(Purpose purpose) {
    return databases.registry(purpose);
  }

  @Override
  public Optional<Lease> dataset(DatasetId id, Purpose purpose) {
    return databases.dataset(id, purpose).map(lease -> told(lease, begun));
  }

  @Override
  public Lease made(DatasetId id, Hold hold) {
    return told(databases.made(id, hold), begun);
  }

  private static Lease told(Lease lease, Runnable begun) {
    Lease.Terms terms = lease.terms();
    return new Lease(
        lease.handle(),
        lease.space(),
        new Lease.Terms() {
          @Override
          public <T extends @Nullable Object> T run(Lease.Transaction<T> transaction)
              throws SQLException {
            return terms.run(transaction);
          }

          @Override
          public void begin(Handle handle) {
            begun.run();
            terms.begin(handle);
          }

          @Override
          public void committed(Handle handle) {
            terms.committed(handle);
          }

          @Override
          public void broken() {
            terms.broken();
          }

          @Override
          public void returned() {
            terms.returned();
          }
        });
  }

  @Override
  public void drop(DatasetId id, Hold hold) {
    databases.drop(id, hold);
  }

  @Override
  public void close() {
    databases.close();
  }
}
