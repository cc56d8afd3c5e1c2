/** What happened, in ids and numbers: the one outlet through which the engine can be measured. */
@NullMarked
package io.obsrv.telemetry;

import org.jspecify.annotations.NullMarked;
