/**
 * Asking a dataset: a {@link io.obsrv.query.Query} or guarded read-only SQL, answered as a {@link
 * io.obsrv.query.Result} of typed rows.
 */
@NullMarked
package io.obsrv.query;

import org.jspecify.annotations.NullMarked;
