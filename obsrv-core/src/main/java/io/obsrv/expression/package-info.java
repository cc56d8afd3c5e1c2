/**
 * What authors compute with, bounded so that no record can keep a thread: an {@link
 * io.obsrv.expression.Expression} is a JSONata expression over a record, a {@link
 * io.obsrv.expression.BoundedPattern} a regular expression over a text. Either fails with an {@link
 * io.obsrv.expression.ExpressionException}, never with an error of the library below.
 */
@NullMarked
package io.obsrv.expression;

import org.jspecify.annotations.NullMarked;
