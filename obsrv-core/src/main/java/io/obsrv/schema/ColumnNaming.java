package io.obsrv.schema;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a name for every field whose own one cannot be a column's. */
final class ColumnNaming {
  /** Leaves room for a number behind. */
  private static final int MAX_BASE = ColumnName.MAX - 8;

  private final Set<String> taken = new HashSet<>();
  private final Map<FieldStats, String> names = new LinkedHashMap<>();

  /** Those whose own name will do keep it, wherever they stand. */
  ColumnNaming(List<FieldStats> fields) {
    for (FieldStats field : fields) {
      String own = field.flattened();
      if (ColumnName.isAllowed(own) && taken.add(own)) {
        names.put(field, own);
      }
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!names.containsKey(fields.get(i))) {
        names.put(fields.get(i), free(base(fields.get(i).flattened(), i + 1)));
      }
    }
  }

  String name(FieldStats field) {
    return names.getOrDefault(field, field.flattened());
  }

  Optional<String> advice(FieldStats field) {
    String own = field.flattened();
    return name(field).equals(own)
        ? Optional.empty()
        : Optional.of(
            "is the column of %s, %s"
                .formatted(Excerpt.of(String.join("/", field.path)), problem(own)));
  }

  private static String problem(String own) {
    if (ColumnName.isAllowed(own)) {
      return "because another field is the column '" + own + "'";
    }
    return ColumnName.RESERVED.contains(own)
        ? "because that name is kept for the library"
        : "because a column's name has 1 to %d characters, none of them a control character"
            .formatted(ColumnName.MAX);
  }

  private static String base(String own, int position) {
    String visible = own.replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", "_").replaceAll("^_+", "");
    if (visible.length() > MAX_BASE) {
      int end = Character.isHighSurrogate(visible.charAt(MAX_BASE - 1)) ? MAX_BASE - 1 : MAX_BASE;
      visible = visible.substring(0, end);
    }
    return visible.isEmpty() ? "column_" + position : visible;
  }

  private String free(String base) {
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }
}
