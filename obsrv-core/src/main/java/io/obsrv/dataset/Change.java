package io.obsrv.dataset;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;

/**
 * A move to be made in the registry, whole or not at all.
 *
 * @param expected the dataset as it was seen; empty if there must be none
 * @param next the dataset afterwards, of the next revision; empty if it disappears with its
 *     versions
 * @param versions the versions to be written, new or changed
 * @param audit what is recorded of it
 */
public record Change(
    Optional<Dataset> expected,
    Optional<Dataset> next,
    List<DatasetVersion> versions,
    AuditEntry audit) {

  /** Checks that the revision is the next one. */
  public Change {
    versions = List.copyOf(versions);
    long before = expected.map(Dataset::revision).orElse(0L);
    next.ifPresent(
        dataset ->
            checkArgument(
                dataset.revision() == before + 1,
                "revision %s follows %s",
                dataset.revision(),
                before));
  }

  /**
   * The draft that is written, if one is.
   *
   * @return the version that can be edited afterwards
   */
  public Optional<DatasetVersion> draft() {
    return versions.stream().filter(v -> v.status() == VersionStatus.DRAFT).findFirst();
  }

  /**
   * The version that is put in force, if one is.
   *
   * @return the version that is live afterwards
   */
  public Optional<DatasetVersion> live() {
    return versions.stream().filter(v -> v.status() == VersionStatus.LIVE).findFirst();
  }

  /**
   * Whether the dataset goes for good, which it cannot while an alias stands for it.
   *
   * @return true if it disappears, or its purge begins
   */
  public boolean letsGo() {
    return next.filter(dataset -> !dataset.isUnderWay(Verb.PURGE)).isEmpty();
  }

  /**
   * Whether the versions of the dataset stay.
   *
   * @return false if it disappears or is purged
   */
  public boolean keepsVersions() {
    return next.filter(dataset -> dataset.status() != DatasetStatus.PURGED).isPresent();
  }
}
