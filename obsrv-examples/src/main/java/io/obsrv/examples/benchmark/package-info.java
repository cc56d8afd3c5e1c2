/**
 * Benchmarks: programs, apart from the tests. Each compares two things in the same run and prints
 * the ratio. {@link io.obsrv.examples.benchmark.LoadBenchmark} ingests {@link
 * io.obsrv.examples.benchmark.Events} and inserts the same with {@link
 * io.obsrv.examples.benchmark.PlainJdbc}; {@link io.obsrv.examples.benchmark.NeighbourBenchmark}
 * feeds a dataset alone and beside a {@link io.obsrv.examples.benchmark.Flood} of another; {@link
 * io.obsrv.examples.benchmark.StartBenchmark} is about the first record after the start.
 */
@NullMarked
package io.obsrv.examples.benchmark;

import org.jspecify.annotations.NullMarked;
