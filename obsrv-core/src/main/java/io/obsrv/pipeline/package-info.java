/**
 * What becomes of a batch of events before it is committed: {@link io.obsrv.pipeline.Pipeline} is
 * the stages of one version, compiled once; {@link io.obsrv.pipeline.Processed} its result; {@link
 * io.obsrv.pipeline.Parts} how threads share the work. What it cannot know by itself it asks for:
 * the rows of master datasets through {@link io.obsrv.pipeline.MasterRows}; whether a unique value
 * is taken, the store says afterwards.
 */
@NullMarked
package io.obsrv.pipeline;

import org.jspecify.annotations.NullMarked;
