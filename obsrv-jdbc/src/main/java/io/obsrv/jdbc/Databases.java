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

  /** Closes what this opened; can be repeated. */
  @Override
  void close();
}
