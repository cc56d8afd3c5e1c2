package io.obsrv.storage;

import io.obsrv.dataset.LeaseStore;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.QuarantineStore;
import io.obsrv.query.QueryEngine;
import java.nio.file.Path;
import java.util.Optional;

/** The place where a library instance keeps its datasets: the ports, opened and closed together. */
public interface Storage extends AutoCloseable {

  /**
   * Where datasets, versions and audit rows are kept.
   *
   * @return always the same
   */
  Registry registry();

  /**
   * Where rows are kept.
   *
   * @return always the same
   */
  DataStore data();

  /**
   * Where records that failed are kept.
   *
   * @return always the same
   */
  QuarantineStore quarantine();

  /**
   * Where connectors keep how they are doing.
   *
   * @return always the same
   */
  ConnectorStore connectors();

  /**
   * The leases on the work of datasets, kept beside their rows and held against what is written.
   *
   * @return always the same
   */
  LeaseStore leases();

  /**
   * Whether other processes may be at work on the same datasets. Where none can be, no leases are
   * taken.
   *
   * @return false if this process is alone
   */
  default boolean isShared() {
    return false;
  }

  /**
   * How whole datasets leave and come back.
   *
   * @return always the same
   */
  ArchiveStore archives();

  /**
   * Who answers queries.
   *
   * @return always the same
   */
  QueryEngine queries();

  /**
   * Where bundles of archived datasets go, unless the library is told otherwise.
   *
   * @return a directory beside the storage's own files; empty if it has none
   */
  default Optional<Path> archiveDirectory() {
    return Optional.empty();
  }

  /** Closes what the storage opened; can be repeated. */
  @Override
  void close();
}
