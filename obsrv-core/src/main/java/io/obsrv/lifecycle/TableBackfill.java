package io.obsrv.lifecycle;

/**
 * An aggregate table that has to be filled from the rows there are.
 *
 * @param table its name
 * @param rows how many rows there were when the plan was made
 * @param lost how many frozen groups the table of this name has now, whose rows are gone: they
 *     cannot be made anew
 */
public record TableBackfill(String table, long rows, long lost) {}
