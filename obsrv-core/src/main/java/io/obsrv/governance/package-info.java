/** Who did what to a dataset: reading its audit trail, and verifying it. */
@NullMarked
package io.obsrv.governance;

import org.jspecify.annotations.NullMarked;
