package io.obsrv.examples;

import io.obsrv.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields with commas between them. A name may hold commas itself, so names are known by the schema.
 */
final class FieldsOption {
  private FieldsOption() {}

  /** The names in the order they are written; one that the schema does not know stays as it is. */
  static List<String> parse(List<String> texts, Schema schema) {
    List<String> names = new ArrayList<>();
    for (String text : texts) {
      List<String> parts = List.of(text.split(",", -1));
      for (int from = 0; from < parts.size(); ) {
        int to = endOfName(parts, from, schema);
        names.add(String.join(",", parts.subList(from, to)));
        from = to;
      }
    }
    return names;
  }

  /** The longest name that begins here. */
  private static int endOfName(List<String> parts, int from, Schema schema) {
    for (int to = parts.size(); to > from; to--) {
      if (schema.column(String.join(",", parts.subList(from, to))).isPresent()) {
        return to;
      }
    }
    return from + 1;
  }
}
