/**
 * The built-in file sources and destinations. {@link io.obsrv.connector.file.Files} makes a {@link
 * io.obsrv.connector.file.FileSource}: JSON Lines, JSON or CSV, plain or gzip, one file or a glob.
 * A file is a split; it is only cut into records here, byte by byte and without looking into them,
 * so that a damaged record costs nobody but itself. A checkpoint is a place inside a file: a
 * restart goes on there, and a grown file yields what is new. A {@link
 * io.obsrv.connector.file.FileDestination} writes rows to files that appear when they are complete.
 */
@NullMarked
package io.obsrv.connector.file;

import org.jspecify.annotations.NullMarked;
