package io.obsrv.archive;

import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import java.time.Instant;
import java.util.List;

/**
 * What is in a bundle, for people and for programs that know nothing else of it.
 *
 * @param id the dataset
 * @param live the version under which its rows are to be read
 * @param library the release that wrote it
 * @param writtenAt when
 * @param versions all versions of the dataset
 * @param audit its audit trail until then, oldest first
 * @param parts the files with its rows and everything that belongs to them
 */
public record Manifest(
    DatasetId id,
    int live,
    String library,
    Instant writtenAt,
    List<DatasetVersion> versions,
    List<AuditEntry> audit,
    List<PartSummary> parts) {

  /** The name of its file within the bundle. */
  static final String FILE = "manifest.json";

  /** Copies the lists. */
  public Manifest {
    versions = List.copyOf(versions);
    audit = List.copyOf(audit);
    parts = List.copyOf(parts);
  }

  /**
   * The same with the parts that were written.
   *
   * @param written the parts in their order
   * @return the manifest
   */
  public Manifest with(List<PartSummary> written) {
    return new Manifest(id, live, library, writtenAt, versions, audit, written);
  }
}
