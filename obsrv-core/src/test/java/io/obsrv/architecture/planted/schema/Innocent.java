package io.obsrv.architecture.planted.schema;

/** Does nothing wrong. */
public record Innocent() {}
