package io.obsrv.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.event.Candidate;
import io.obsrv.event.Claim;
import io.obsrv.event.Effect;
import io.obsrv.schema.Column;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One record on its way through the stages, which change it in turn. Owned by one batch. */
final class Draft {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  final int index;
  private final ObjectNode json;
  private final ReadRow read;
  private @Nullable Object @Nullable [] changed;
  private Optional<String> key = Optional.empty();
  private Effect effect = Effect.PUT;
  private List<String> warnings = List.of();
  private List<Claim> claims = List.of();

  Draft(int index, JsonNode json, ReadRow read) {
    this.index = index;
    this.json = (ObjectNode) json;
    this.read = read;
  }

  /** The record as JSON, with what was changed at its columns' places. Not to be changed. */
  JsonNode json() {
    return json;
  }

  Row row() {
    return changed == null ? read.row() : new Row(changed);
  }

  @Nullable Object value(int column) {
    return changed == null ? read.row().value(column) : changed[column];
  }

  void set(int index, Column column, @Nullable Object value) {
    if (changed == null) {
      changed = read.row().values().toArray();
    }
    changed[index] = value;
    ObjectNode parent = json;
    List<String> path = column.path();
    for (String name : path.subList(0, path.size() - 1)) {
      JsonNode child = parent.get(name);
      parent = child instanceof ObjectNode object ? object : parent.putObject(name);
    }
    parent.set(path.get(path.size() - 1), json(value));
  }

  void key(String text) {
    key = Optional.of(text);
  }

  Optional<String> key() {
    return key;
  }

  boolean removes() {
    return effect == Effect.REMOVE;
  }

  void remove() {
    effect = Effect.REMOVE;
  }

  void warn(String name) {
    warnings = warnings.isEmpty() ? new ArrayList<>() : warnings;
    warnings.add(name);
  }

  void claim(Claim claim) {
    claims = claims.isEmpty() ? new ArrayList<>() : claims;
    claims.add(claim);
  }

  Candidate candidate(int bytes) {
    Optional<String> extra = Optional.ofNullable(read.extra()).map(JsonText::write);
    return new Candidate(index, row(), key, extra, bytes, effect, warnings, claims);
  }

  /** Instants and dates in ISO 8601, whatever format the column's own JSON has. */
  private static JsonNode json(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    return value instanceof Number number
        ? NODES.numberNode(new BigDecimal(number.toString()))
        : NODES.textNode(value.toString());
  }
}
