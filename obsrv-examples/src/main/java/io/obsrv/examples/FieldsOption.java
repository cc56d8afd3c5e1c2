package io.obsrv.examples;

import io.obsrv.schema.Column;
import io.obsrv.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fields with commas between them. A name may hold commas itself, so names are known by the schema;
 * the field of a column that had to be renamed is known by its own name too.
 */
final class FieldsOption {
  private FieldsOption() {}

  /** The column of that name, or of the field whose name in the file it is. */
  static Optional<Column> column(String name, Schema schema) {
    return schema
        .column(name)
        .or(() -> schema.columns().stream().filter(c -> nameInFile(c).equals(name)).findFirst());
  }

  static String nameInFile(Column column) {
    return String.join("_", column.path());
  }

  /** The column's name; as it is written if there is none. */
  static String resolve(String name, Schema schema) {
    return column(name, schema).map(Column::name).orElse(name);
  }

  /**
   * The columns in the order they are written; one that the schema does not know stays as it is.
   */
  static List<String> parse(List<String> texts, Schema schema) {
    List<String> names = new ArrayList<>();
    for (String text : texts) {
      List<String> parts = List.of(text.split(",", -1));
      for (int from = 0; from < parts.size(); ) {
        int to = endOfName(parts, from, schema);
        names.add(resolve(String.join(",", parts.subList(from, to)), schema));
        from = to;
      }
    }
    return names;
  }

  /** The longest name that begins here. */
  private static int endOfName(List<String> parts, int from, Schema schema) {
    for (int to = parts.size(); to > from; to--) {
      if (column(String.join(",", parts.subList(from, to)), schema).isPresent()) {
        return to;
      }
    }
    return from + 1;
  }
}
