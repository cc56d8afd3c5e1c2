/**
 * Several storages as one. {@link io.obsrv.storage.located.LocatedStorage} finds the storage of a
 * dataset by the location that its definition names, and holds what is stored there against that
 * name; nothing above it knows of more than one.
 */
@NullMarked
package io.obsrv.storage.located;

import org.jspecify.annotations.NullMarked;
