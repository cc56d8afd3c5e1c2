/** The stages between an arriving event and a row, as pure functions: extract, then validate. */
@NullMarked
package io.obsrv.pipeline;

import org.jspecify.annotations.NullMarked;
