/**
 * Managing datasets: every verb of the transition table as a call that checks, moves by
 * compare-and-set and leaves an audit row. A move that takes several steps notes its intent first,
 * so that a crash between two of them is finished or undone when the library is opened again; who
 * called and lives is told that it stands, by an {@link io.obsrv.dataset.UnfinishedMoveException}.
 * One call, of one process, moves a dataset at a time. A version that names another location brings
 * the rows there when it is published.
 */
@NullMarked
package io.obsrv.lifecycle;

import org.jspecify.annotations.NullMarked;
