package io.obsrv.jdbc;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in SQL: the one place that puts texts of others into statements. */
public final class Identifiers {
  private Identifiers() {}

  /**
   * A name as it is written in SQL.
   *
   * @param name any name
   * @return the name in quotes
   * @throws IllegalArgumentException if it is empty or holds U+0000
   */
  public static String quote(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("'" + name + "' cannot be a name in SQL");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * Names as they are written in SQL.
   *
   * @param names any names
   * @return the names in quotes, with commas between them
   * @throws IllegalArgumentException if one is empty or holds U+0000
   */
  public static String quoteAll(Collection<String> names) {
    return names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
  }
}
