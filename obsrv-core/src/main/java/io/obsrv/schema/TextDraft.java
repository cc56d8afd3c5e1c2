package io.obsrv.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides what a field of texts becomes, and of values that only text can hold together.
 *
 * @param type writes types
 * @param advice takes what the user should know
 */
record TextDraft(TypeDraft type, Consumer<String> advice) {

  private static final Set<String> NUMERIC =
      Set.of(ValueKind.INTEGER.keyword(), ValueKind.NUMBER.keyword());

  ObjectNode never() {
    advice.accept("never had a value; read as text");
    return type.of(ValueKind.STRING);
  }

  ObjectNode texts(FieldStats field) {
    ObjectNode node = type.of(ValueKind.STRING);
    Optional<TimeFormat> format = field.texts.format();
    if (format.isPresent()) {
      return node.put("format", format.get().name());
    }
    if (field.doubts.count() == field.values()) {
      keptAsText(field);
    }
    enumeration(field);
    return node;
  }

  ObjectNode mixed(FieldStats field) {
    KindCounts counts = field.counts();
    if (counts.of(ValueKind.STRING) > 0 && counts.of(ValueKind.STRING) == field.doubts.count()) {
      keptAsText(field);
    } else if (counts.kinds().stream().allMatch(ValueKind::isNumeric)) {
      advice.accept("holds numbers beyond 64 bits; read as text");
    } else {
      String first = field.firstText().map(text -> ", the first string " + text).orElse("");
      advice.accept("holds " + counts + first + "; read as text");
    }
    if (field.json.total() == 0) {
      enumeration(field);
    }
    return type.of(typeNames(field));
  }

  ObjectNode json(FieldStats field) {
    KindCounts counts = field.counts();
    field.object.whyFree().ifPresent(why -> advice.accept("kept as one JSON column: " + why));
    if (counts.kinds().size() > 1) {
      advice.accept("holds " + counts + "; kept as JSON");
    }
    // A cell of a JSON column may hold any JSON.
    return field.cells.total() > 0
        ? JsonNodeFactory.instance.objectNode()
        : type.of(typeNames(field));
  }

  private void keptAsText(FieldStats field) {
    field.doubts.reason().ifPresent(reason -> advice.accept("read as text, since " + reason));
  }

  private void enumeration(FieldStats field) {
    Set<String> values = field.texts.enumeration(field.values());
    if (!values.isEmpty()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      values.forEach(list::add);
      if (type.nullable()) {
        list.addNull();
      }
      advice.accept(
          "has only %d values; to refuse others, add \"enum\": %s"
              .formatted(values.size(), JsonText.write(list)));
    }
  }

  /** Cells of a text column are texts, whatever they look like; numbers that get here are none. */
  private static List<String> typeNames(FieldStats field) {
    Set<String> names = new LinkedHashSet<>();
    if (field.cells.total() > 0) {
      names.add(ValueKind.STRING.keyword());
    }
    field.json.kinds().forEach(kind -> names.add(kind.keyword()));
    if (names.contains(ValueKind.NUMBER.keyword())) {
      names.remove(ValueKind.INTEGER.keyword());
    }
    if (names.stream().allMatch(NUMERIC::contains)) {
      names.add(ValueKind.STRING.keyword());
    }
    return List.copyOf(names);
  }
}
