package io.obsrv.pipeline;

import io.obsrv.dataset.DatasetId;
import java.util.Set;

/** The port by which enrichments look up the rows of master datasets. For many threads. */
@FunctionalInterface
public interface MasterRows {

  /**
   * Finds rows by their keys, as of one moment.
   *
   * @param master a dataset of kind MASTER
   * @param keys texts of keys, as of {@link io.obsrv.schema.KeyText}
   * @return the rows there are
   */
  MasterBatch find(DatasetId master, Set<String> keys);

  /**
   * Finds nothing.
   *
   * @return a port for datasets that enrich nothing
   */
  static MasterRows none() {
    return (master, keys) -> MasterBatch.nothing();
  }
}
