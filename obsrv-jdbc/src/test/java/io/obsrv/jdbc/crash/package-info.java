/**
 * Ends processes while they ingest or move datasets, and looks at what is left. {@link
 * io.obsrv.jdbc.crash.PurchasesProcess} dies at one of the {@link io.obsrv.jdbc.crash.FaultPoints},
 * or of a SIGKILL at a random instant; {@link io.obsrv.jdbc.crash.PurchasesRun} finishes what it
 * began, and {@link io.obsrv.jdbc.crash.PurchasesAudit} counts. {@link
 * io.obsrv.jdbc.crash.CrashTest} does the same after so many commits of a dataset without a key.
 * {@link io.obsrv.jdbc.crash.MovingProcess} makes a {@link io.obsrv.jdbc.crash.Move} of the life
 * cycle, and dies one step later each time. {@link io.obsrv.jdbc.crash.PostgresKillsTest} kills the
 * server instead, and sessions of it.
 */
@NullMarked
package io.obsrv.jdbc.crash;

import org.jspecify.annotations.NullMarked;
