package io.obsrv.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as the map JSONata works on. Most expressions want a few of its fields, so that
 * values are made when they are asked for. A field that is null is not there. Used by one thread.
 */
final class JsonataObject extends AbstractMap<String, Object> {
  private final JsonNode json;
  private @Nullable Map<String, Object> all;

  JsonataObject(JsonNode json) {
    this.json = json;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    if (all != null) {
      return all.get(name);
    }
    JsonNode value = name instanceof String field ? json.get(field) : null;
    return value == null || value.isNull() ? null : JsonataInput.fromJson(value);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return all != null
        ? all.containsKey(name)
        : name instanceof String field && json.hasNonNull(field);
  }

  /** Of a map that can be changed, as functions of JSONata do with objects. */
  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return all().entrySet();
  }

  @Override
  public @Nullable Object put(String name, Object value) {
    return all().put(name, value);
  }

  private Map<String, Object> all() {
    Map<String, Object> fields = all;
    if (fields == null) {
      fields = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : json.properties()) {
        if (!field.getValue().isNull()) {
          fields.put(field.getKey(), JsonataInput.fromJson(field.getValue()));
        }
      }
      all = fields;
    }
    return fields;
  }
}
