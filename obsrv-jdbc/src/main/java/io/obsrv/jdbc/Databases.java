package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import java.util.Optional;

/** Where the connections come from. For many threads. */
interface Databases extends AutoCloseable {

  Dialect dialect();

  /** A connection to the registry, which is always there. */
  Lease registry();

  /**
   * A connection to a dataset's namespace; empty if it has none, unless the purpose is to make one.
   */
  Optional<Lease> dataset(DatasetId id, Purpose purpose);

  /**
   * Removes a dataset's namespace, if it has one. Work under way on it is waited for or fails, work
   * that comes later finds none.
   */
  void drop(DatasetId id);

  /** Closes what this opened; can be repeated. */
  @Override
  void close();
}
