/**
 * How records get in: {@link io.obsrv.ingest.Ingestion} takes pushed events and runs one worker per
 * source, both through the same pipeline and the same commit.
 */
@NullMarked
package io.obsrv.ingest;

import org.jspecify.annotations.NullMarked;
