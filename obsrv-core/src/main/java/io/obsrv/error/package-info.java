/**
 * How Obsrv says no. Every failure is an {@link io.obsrv.error.ObsrvException} with a stable {@link
 * io.obsrv.error.ErrorCode}; a gate that can find several faults lists them all, each as a {@link
 * io.obsrv.error.Problem}, collected in {@link io.obsrv.error.Problems}.
 */
@NullMarked
package io.obsrv.error;

import org.jspecify.annotations.NullMarked;
