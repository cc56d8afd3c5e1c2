/**
 * A destination that is a function of the application: {@link io.obsrv.connector.callback.Callback}
 * is given to the builder as a connector, and called with every batch.
 */
@NullMarked
package io.obsrv.connector.callback;

import org.jspecify.annotations.NullMarked;
