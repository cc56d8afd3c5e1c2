/** The figures of a dataset, counted by the commits themselves. */
@NullMarked
package io.obsrv.monitor;

import org.jspecify.annotations.NullMarked;
