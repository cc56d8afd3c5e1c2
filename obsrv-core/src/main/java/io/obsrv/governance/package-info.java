/** Who did what to a dataset: reading its audit trail. */
@NullMarked
package io.obsrv.governance;

import org.jspecify.annotations.NullMarked;
