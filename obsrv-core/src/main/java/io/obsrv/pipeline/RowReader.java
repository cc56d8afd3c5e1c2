package io.obsrv.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Stage;
import io.obsrv.event.SystemColumns;
import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Column;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.schema.Shape;
import io.obsrv.schema.UnreadableValueException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks one valid record along the schema's shape and collects its values. Used once, by one
 * thread.
 */
final class RowReader {
  private final Schema schema;
  private final ValidationMode mode;
  private final @Nullable Object[] values;

  RowReader(Schema schema, ValidationMode mode) {
    this.schema = schema;
    this.mode = mode;
    this.values = new @Nullable Object[schema.columns().size()];
  }

  ReadRow read(JsonNode record) throws RejectedException {
    ObjectNode extra = nested(schema.shape(), record, "");
    if (extra != null) {
      value(SystemColumns.EXTRA, extra);
    }
    return new ReadRow(new Row(values), extra);
  }

  /**
   * Fills in the values below an object; answers its fields that are not in the schema, if they are
   * kept.
   */
  private @Nullable ObjectNode nested(Shape.Nested shape, JsonNode object, String path)
      throws RejectedException {
    ObjectNode unknown = null;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      Shape child = shape.fields().get(field.getKey());
      JsonNode kept = null;
      if (child == null) {
        kept = unknown(field, path);
      } else if (child instanceof Shape.Leaf leaf) {
        values[leaf.index()] = value(leaf.column(), field.getValue());
      } else {
        kept = nested((Shape.Nested) child, field.getValue(), below(path, field.getKey()));
      }
      if (kept != null) {
        unknown = unknown == null ? JsonNodeFactory.instance.objectNode() : unknown;
        unknown.set(field.getKey(), kept);
      }
    }
    return unknown;
  }

  private @Nullable JsonNode unknown(Map.Entry<String, JsonNode> field, String path)
      throws RejectedException {
    return switch (mode) {
      case STRICT ->
          throw new RejectedException(
              Stage.VALIDATE,
              RejectionCode.UNKNOWN_FIELD,
              below(path, field.getKey()),
              "field is not in the schema, and the dataset is strict");
      case IGNORE_NEW_FIELDS -> field.getValue();
      case DISCARD_NEW_FIELDS -> null;
    };
  }

  private static String below(String path, String name) {
    return path + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private static @Nullable Object value(Column column, JsonNode json) throws RejectedException {
    try {
      return column.read(json);
    } catch (UnreadableValueException e) {
      throw new RejectedException(
          Stage.VALIDATE, e.code(), column.pointer(), String.valueOf(e.getMessage()));
    }
  }
}
