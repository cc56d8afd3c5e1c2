package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One field of a schema as its author declared it.
 *
 * @param place where it stands and stood
 * @param keywords what is said of it, references followed
 * @param required whether the object around it must have it
 * @param column its column; empty for an object that is flattened
 */
record FieldNode(FieldPlace place, JsonNode keywords, boolean required, Optional<Column> column) {

  List<String> path() {
    return place.path();
  }

  String name() {
    return path().get(path().size() - 1);
  }

  /** Whether an object around it that is there is wrong without a value of this field. */
  boolean needsValue() {
    return required && !TypeKeyword.of(keywords).nullable();
  }

  boolean hasDefault() {
    return keywords.has(DefaultChecks.KEYWORD);
  }
}
