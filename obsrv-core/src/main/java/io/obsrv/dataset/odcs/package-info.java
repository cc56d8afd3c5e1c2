/**
 * Definitions in the words of the Open Data Contract Standard (ODCS, version 3.1), as YAML or JSON,
 * so that a contract kept beside the code is a dataset. {@link io.obsrv.dataset.odcs.OdcsContract}
 * reads and writes them; what the standard has no word for is under {@code customProperties}.
 */
@NullMarked
package io.obsrv.dataset.odcs;

import org.jspecify.annotations.NullMarked;
