package io.obsrv.dataset;

import java.util.Optional;

/**
 * A legal move. A verb moves the dataset, one of its versions, or both.
 *
 * @param verb the call
 * @param dataset the dataset's status before; empty if there must be no dataset
 * @param version the status of the version being worked on before; empty if there must be none, or
 *     if it does not matter
 * @param datasetAfter the dataset's status afterwards; empty if it is gone
 * @param versionAfter the version's status afterwards; empty if none is touched
 */
public record Transition(
    Verb verb,
    Optional<DatasetStatus> dataset,
    Optional<VersionStatus> version,
    Optional<DatasetStatus> datasetAfter,
    Optional<VersionStatus> versionAfter) {}
