/**
 * What a record of a dataset looks like. A {@link io.obsrv.schema.Schema} is a JSON Schema document
 * and the typed {@link io.obsrv.schema.Column columns} derived from it; {@link
 * io.obsrv.schema.Inference} drafts one from sample events. {@link io.obsrv.schema.SchemaChanges}
 * weighs the differences of two by {@link io.obsrv.schema.EvolutionRules}, and {@link
 * io.obsrv.schema.Evolution} says what becomes of stored rows.
 */
@NullMarked
package io.obsrv.schema;

import org.jspecify.annotations.NullMarked;
