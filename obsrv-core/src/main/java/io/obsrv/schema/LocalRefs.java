package io.obsrv.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.util.LinkedHashSet;
import java.util.Set;

/** Follows {@code $ref} within one document; references to other documents are never loaded. */
final class LocalRefs {
  private static final String REF = "$ref";

  private LocalRefs() {}

  /**
   * Where references lead.
   *
   * @param node the keywords found there, and those beside the references, which come first
   * @param refs the references that were followed
   * @param endless whether they lead back to themselves
   */
  record Target(JsonNode node, Set<String> refs, boolean endless) {}

  static Target follow(JsonNode document, JsonNode node) {
    Set<String> refs = new LinkedHashSet<>();
    JsonNode current = node;
    while (refersToPointer(current)) {
      String ref = current.path(REF).textValue();
      if (!refs.add(ref)) {
        return new Target(current, refs, true);
      }
      current = beside(current, at(document, ref));
    }
    return new Target(current, refs, false);
  }

  private static boolean refersToPointer(JsonNode node) {
    String ref = node.path(REF).asText();
    return ref.equals("#") || ref.startsWith("#/");
  }

  private static JsonNode at(JsonNode document, String ref) {
    String pointer = URLDecoder.decode(ref.substring(1).replace("+", "%2B"), UTF_8);
    return document.at(JsonPointer.compile(pointer));
  }

  private static JsonNode beside(JsonNode referring, JsonNode target) {
    if (!target.isObject()) {
      return target;
    }
    ObjectNode merged = target.deepCopy();
    referring.properties().stream()
        .filter(keyword -> !keyword.getKey().equals(REF))
        .forEach(keyword -> merged.set(keyword.getKey(), keyword.getValue()));
    return merged;
  }
}
