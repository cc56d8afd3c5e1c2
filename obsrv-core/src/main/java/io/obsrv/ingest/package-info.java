/**
 * How records get in, and out to destinations. {@link io.obsrv.ingest.Ingestion} takes pushed
 * events and runs one worker per source, both through the same pipeline and the same commit, where
 * workers without a batch help with large ones, and commit one of a source while the next is read,
 * if that can be done again; one worker per destination follows what is stored. Of several
 * processes one at a time reads a split or brings a destination on; each follows what the others do
 * on one thread, and finishes what they began on another. A {@link
 * io.obsrv.ingest.ConnectorControl} manages one of them; a {@link io.obsrv.ingest.QuarantineQueue}
 * is the records that failed, as work to do.
 *
 * <p>A batch is what comes or goes at once: the records of one push, with or without a name, or
 * what a poll of a source answered, a {@link io.obsrv.connector.SourceBatch}. Each becomes one
 * {@link io.obsrv.event.Commit}, which holds what the stages made of it. What a destination is
 * given, a {@link io.obsrv.connector.DestinationBatch}, is cut anew from what is stored.
 */
@NullMarked
package io.obsrv.ingest;

import org.jspecify.annotations.NullMarked;
