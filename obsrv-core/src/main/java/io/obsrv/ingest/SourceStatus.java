package io.obsrv.ingest;

import java.util.Optional;

/**
 * How a source is doing in this process.
 *
 * @param name the source's name
 * @param state what it is doing
 * @param error why it failed, or what it is trying to overcome; empty if nothing is wrong
 */
public record SourceStatus(String name, SourceState state, Optional<String> error) {}
