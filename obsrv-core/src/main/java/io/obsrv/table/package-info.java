/**
 * Rollups of a dataset. An {@link io.obsrv.table.AggregateTable} declares dimensions, a time
 * bucket, {@link io.obsrv.table.Measure measures} and a {@link io.obsrv.table.Condition subset};
 * {@link io.obsrv.table.Rollup} is the pure function from rows to {@link io.obsrv.table.Group
 * groups} that every store applies in its commit.
 */
@NullMarked
package io.obsrv.table;

import org.jspecify.annotations.NullMarked;
