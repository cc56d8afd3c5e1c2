package io.obsrv.lifecycle;

/**
 * An aggregate table that has to be filled from the rows there are.
 *
 * @param table its name
 * @param rows how many rows there were when the plan was made
 */
public record TableBackfill(String table, long rows) {}
