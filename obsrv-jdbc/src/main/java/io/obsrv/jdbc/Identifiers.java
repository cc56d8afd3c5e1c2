package io.obsrv.jdbc;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in SQL: the one place that puts texts of others into statements. */
final class Identifiers {
  private Identifiers() {}

  static String quote(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("'" + name + "' cannot be a name in SQL");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quoteAll(Collection<String> names) {
    return names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
  }
}
