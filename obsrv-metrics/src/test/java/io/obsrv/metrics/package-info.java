/** Tests that drive both clocks by hand. */
@org.jspecify.annotations.NullMarked
package io.obsrv.metrics;
