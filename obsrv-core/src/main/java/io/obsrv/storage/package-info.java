/**
 * Where datasets live. {@link io.obsrv.storage.Storage} bundles the ports; {@link
 * io.obsrv.storage.MemoryStorage} is the reference implementation, which databases are tested
 * against. In it a dataset is a lock around its parts, and each port finds the dataset and does one
 * thing with them: {@code MemoryCommit} writes a batch, {@code MemoryPublication} makes a version
 * the live one, {@code MemoryExpiring} lets go, {@code MemoryDump} and {@code MemoryLoad} take a
 * whole dataset out and in. {@link io.obsrv.storage.located} makes one storage of several.
 */
@NullMarked
package io.obsrv.storage;

import org.jspecify.annotations.NullMarked;
