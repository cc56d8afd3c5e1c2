/**
 * Kills a process with SIGKILL while it ingests, and looks at what is left. {@link
 * io.obsrv.jdbc.crash.IngestingProcess} is the one that dies, {@link io.obsrv.jdbc.crash.CrashTest}
 * kills it and counts.
 */
@NullMarked
package io.obsrv.jdbc.crash;

import org.jspecify.annotations.NullMarked;
