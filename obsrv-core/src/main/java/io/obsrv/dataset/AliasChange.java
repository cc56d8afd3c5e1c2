package io.obsrv.dataset;

import java.util.Optional;

/**
 * What a name stands for, to be changed in the registry.
 *
 * @param alias the name
 * @param expected the dataset it was seen to stand for; empty if it was no alias
 * @param next the dataset it stands for afterwards; empty if it is given up
 * @param audit what is recorded of it, in the trail of the name
 */
public record AliasChange(
    DatasetId alias, Optional<DatasetId> expected, Optional<DatasetId> next, AuditEntry audit) {}
