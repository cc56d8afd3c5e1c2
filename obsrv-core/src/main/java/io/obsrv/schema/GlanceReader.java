package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Makes a {@link Glance} of a schema, if it knows all its keywords. */
final class GlanceReader {
  private static final JsonNode ANYTHING = JsonNodeFactory.instance.objectNode();

  private static final Set<String> KNOWN =
      Set.of(
          "$schema",
          "additionalProperties",
          "const",
          "default",
          "enum",
          "format",
          "items",
          "maxLength",
          "maximum",
          "minLength",
          "minimum",
          "properties",
          "required",
          "type");

  private GlanceReader() {}

  /** Empty if records of the schema have to be looked at closely. */
  static Optional<Glance> read(JsonNode schema) {
    try {
      return Optional.of(glance(schema));
    } catch (UnknownKeywordException e) {
      return Optional.empty();
    }
  }

  /** A schema asks for something that only the validator knows. */
  private static final class UnknownKeywordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownKeywordException() {
      super(null, null, false, false);
    }
  }

  private static Glance glance(JsonNode schema) throws UnknownKeywordException {
    JsonNode keywords = schema.isBoolean() && schema.booleanValue() ? ANYTHING : schema;
    check(keywords.isObject());
    for (Map.Entry<String, JsonNode> keyword : keywords.properties()) {
      String name = keyword.getKey();
      check(KNOWN.contains(name) || name.startsWith("x-") || Keywords.ANNOTATIONS.contains(name));
    }
    Map<String, Glance.Part> parts = parts(keywords);
    JsonNode others = keywords.path("additionalProperties");
    check(others.isMissingNode() || others.isBoolean());
    return new Glance(
        value(keywords),
        parts,
        (int) parts.values().stream().filter(Glance.Part::required).count(),
        others.isBoolean() && !others.booleanValue(),
        keywords.has("items") ? Optional.of(glance(keywords.path("items"))) : Optional.empty());
  }

  private static Map<String, Glance.Part> parts(JsonNode schema) throws UnknownKeywordException {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    Map<String, Glance.Part> parts = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      String name = field.getKey();
      parts.put(name, new Glance.Part(glance(field.getValue()), required.contains(name)));
    }
    // One that is only required would be closed out by additionalProperties.
    check(parts.keySet().containsAll(required));
    return parts;
  }

  private static GlanceAtValue value(JsonNode schema) throws UnknownKeywordException {
    return new GlanceAtValue(
        GlanceKinds.of(schema),
        texts(schema),
        format(schema),
        length(schema.path("minLength"), 0),
        length(schema.path("maxLength"), Integer.MAX_VALUE),
        number(schema.path("minimum")),
        number(schema.path("maximum")));
  }

  private static Optional<Set<String>> texts(JsonNode schema) throws UnknownKeywordException {
    JsonNode allowed = schema.path("enum");
    JsonNode only = schema.path("const");
    if (allowed.isMissingNode() && only.isMissingNode()) {
      return Optional.empty();
    }
    check(allowed.isMissingNode() || only.isMissingNode());
    Iterable<JsonNode> values = only.isMissingNode() ? allowed : Set.of(only);
    check(StreamSupport.stream(values.spliterator(), false).allMatch(JsonNode::isTextual));
    check(TypeKeyword.of(schema).names().equals(Set.of("string")));
    Set<String> texts = new HashSet<>();
    values.forEach(value -> texts.add(value.textValue()));
    return Optional.of(Set.copyOf(texts));
  }

  /** Formats of numbers say how they are read, not which are valid. */
  private static Optional<TimeFormat> format(JsonNode schema) throws UnknownKeywordException {
    if (!schema.has("format")) {
      return Optional.empty();
    }
    Optional<TimeFormat> format = TimeFormat.named(schema.path("format").asText());
    check(format.isPresent());
    return format.filter(TimeFormat.ASSERTED::contains);
  }

  private static int length(JsonNode length, int otherwise) throws UnknownKeywordException {
    check(length.isMissingNode() || length.isInt());
    return length.asInt(otherwise);
  }

  private static Optional<BigDecimal> number(JsonNode bound) throws UnknownKeywordException {
    check(bound.isMissingNode() || bound.isNumber());
    return bound.isNumber() ? Optional.of(bound.decimalValue()) : Optional.empty();
  }

  private static void check(boolean isKnown) throws UnknownKeywordException {
    if (!isKnown) {
      throw new UnknownKeywordException();
    }
  }
}
