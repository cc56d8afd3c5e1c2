/**
 * How records get in, and out to destinations. {@link io.obsrv.ingest.Ingestion} takes pushed
 * events and runs one worker per source, both through the same pipeline and the same commit, where
 * workers without a batch help with large ones, and commit one of a source while the next is read,
 * if that can be done again; one worker per destination follows what is stored. Of several
 * processes one at a time reads a split or brings a destination on; each follows what the others do
 * on one thread, and finishes what they began on another. A {@link
 * io.obsrv.ingest.ConnectorControl} manages one of them; a {@link io.obsrv.ingest.QuarantineQueue}
 * is the records that failed, as work to do.
 */
@NullMarked
package io.obsrv.ingest;

import org.jspecify.annotations.NullMarked;
