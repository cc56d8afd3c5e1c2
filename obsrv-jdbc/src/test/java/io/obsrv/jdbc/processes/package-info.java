/**
 * Several processes on one PostgreSQL: what they see of each other, and what is left when some of
 * them are killed or stopped at random.
 */
@NullMarked
package io.obsrv.jdbc.processes;

import org.jspecify.annotations.NullMarked;
