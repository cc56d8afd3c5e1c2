/**
 * Bundles: a dataset as one file that explains itself, in open formats (ZIP, JSON Lines, JSON).
 * {@link io.obsrv.archive.Bundles} is the directory they are in; {@link io.obsrv.archive.Manifest}
 * says what is in one; {@link io.obsrv.archive.BundlePlaces} has a directory for each location.
 */
@NullMarked
package io.obsrv.archive;

import org.jspecify.annotations.NullMarked;
