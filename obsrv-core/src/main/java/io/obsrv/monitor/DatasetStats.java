package io.obsrv.monitor;

import io.obsrv.dataset.Dataset;
import io.obsrv.event.Counters;
import java.time.Duration;
import java.util.Optional;

/**
 * The figures of a dataset.
 *
 * @param dataset what it is
 * @param counters what its commits have counted
 * @param sinceLastCommit how long ago the last commit was; empty if there was none
 * @param sinceNewestEvent how long ago the newest stored event happened; empty if that is not known
 */
public record DatasetStats(
    Dataset dataset,
    Counters counters,
    Optional<Duration> sinceLastCommit,
    Optional<Duration> sinceNewestEvent) {}
