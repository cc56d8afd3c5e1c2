/**
 * Managing datasets: every verb of the transition table as a call that checks, moves by
 * compare-and-set and leaves an audit row.
 */
@NullMarked
package io.obsrv.lifecycle;

import org.jspecify.annotations.NullMarked;
