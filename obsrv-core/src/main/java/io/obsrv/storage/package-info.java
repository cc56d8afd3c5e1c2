/**
 * Where datasets live. {@link io.obsrv.storage.Storage} bundles the ports; {@link
 * io.obsrv.storage.MemoryStorage} is the reference implementation. {@link io.obsrv.storage.located}
 * makes one of several.
 */
@NullMarked
package io.obsrv.storage;

import org.jspecify.annotations.NullMarked;
