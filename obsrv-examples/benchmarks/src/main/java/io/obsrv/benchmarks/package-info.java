/**
 * Benchmarks: one program, {@link io.obsrv.benchmarks.Benchmarks}, that prints one table. A {@link
 * io.obsrv.benchmarks.Line} measures two {@link io.obsrv.benchmarks.Side}s in turn in {@link
 * io.obsrv.benchmarks.Rounds}, on a {@link io.obsrv.benchmarks.Database}, and answers with {@link
 * io.obsrv.benchmarks.Comparison}s.
 */
@NullMarked
package io.obsrv.benchmarks;

import org.jspecify.annotations.NullMarked;
