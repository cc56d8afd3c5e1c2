/**
 * The remaining values an author declares about a dataset: how unknown fields are treated, how much
 * work there may be at once, how long rows are kept, which connectors feed it and which are fed,
 * and what its records go through: an {@link io.obsrv.policy.Envelope} they come in, {@link
 * io.obsrv.policy.Enrichment}s from other datasets, {@link io.obsrv.policy.Transformation}s and
 * {@link io.obsrv.policy.QualityRule}s.
 */
@NullMarked
package io.obsrv.policy;

import org.jspecify.annotations.NullMarked;
