/**
 * The records of a dataset on their way in, and the port that stores them. An {@link
 * io.obsrv.event.Event} is what arrives; a {@link io.obsrv.event.Commit} is everything one batch
 * writes; {@link io.obsrv.event.DataStore} writes it in one transaction, or as part of a {@link
 * io.obsrv.event.CallerTransaction}. {@link io.obsrv.event.ArchiveStore} takes a whole dataset out
 * of a store and puts it back, as {@link io.obsrv.event.ArchiveEntry}s. {@link
 * io.obsrv.event.Leases} say what this process may do while others are at work on the same store.
 */
@NullMarked
package io.obsrv.event;

import org.jspecify.annotations.NullMarked;
