package io.obsrv.jdbc;

import java.util.HashSet;
import java.util.Set;

/** The common table expressions that can be named at one place of a statement. Immutable. */
final class SqlScope {
  static final SqlScope EMPTY = new SqlScope(Set.of());

  private final Set<String> names;

  private SqlScope(Set<String> names) {
    this.names = names;
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  SqlScope with(String name) {
    Set<String> more = new HashSet<>(names);
    more.add(name);
    return new SqlScope(more);
  }
}
