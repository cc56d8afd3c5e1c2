package io.obsrv.jdbc;

import io.obsrv.table.Rollup;

/**
 * The schema that holds the tables of one dataset, or of the registry.
 *
 * @param name the schema's name, not quoted
 */
record Namespace(String name) {
  static final String ROWS = "_rows";

  /** For statements, as {@code <schema>}. */
  String quoted() {
    return Identifiers.quote(name);
  }

  /** A table of this namespace, for statements. */
  String table(String table) {
    return quoted() + '.' + Identifiers.quote(table);
  }

  /** The name of a rollup's table: one that is declared anew stands beside the old one. */
  static String tableOf(Rollup rollup) {
    return rollup.table().name() + '_' + rollup.fingerprint();
  }

  /** The name that the table of a rollup was declared under. */
  static String nameOf(String table) {
    return table.substring(0, table.lastIndexOf('_'));
  }
}
