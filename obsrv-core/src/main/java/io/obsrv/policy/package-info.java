/**
 * The remaining values an author declares about a dataset: how unknown fields are treated, how long
 * keys are remembered, how large an event and a batch may be, and which connectors feed it.
 */
@NullMarked
package io.obsrv.policy;

import org.jspecify.annotations.NullMarked;
