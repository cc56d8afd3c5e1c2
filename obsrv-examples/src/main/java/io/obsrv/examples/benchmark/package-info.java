/**
 * Benchmarks: programs, apart from the tests. {@link
 * io.obsrv.examples.benchmark.NeighbourBenchmark} feeds a dataset alone and beside a {@link
 * io.obsrv.examples.benchmark.Flood} of another; {@link io.obsrv.examples.benchmark.StartBenchmark}
 * is about the first record after the start.
 */
@NullMarked
package io.obsrv.examples.benchmark;

import org.jspecify.annotations.NullMarked;
