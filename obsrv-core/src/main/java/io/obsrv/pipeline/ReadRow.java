package io.obsrv.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.schema.Row;
import org.jspecify.annotations.Nullable;

/**
 * The typed values of a record.
 *
 * @param row the values
 * @param extra the fields that are not in the schema, where they are kept
 */
record ReadRow(Row row, @Nullable ObjectNode extra) {}
