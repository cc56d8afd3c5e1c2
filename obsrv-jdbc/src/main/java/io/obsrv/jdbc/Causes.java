package io.obsrv.jdbc;

import java.util.Map;

/** Counts of records by a name: the cause of their quarantine, or the rule they break. */
final class Causes {
  private Causes() {}

  /**
   * Adds to the counts.
   *
   * @param table one of the fixed tables
   * @param column its column of names
   * @param changes how many more, or fewer, for each name
   */
  static void count(Session session, String table, String column, Map<String, Long> changes) {
    changes.forEach((name, records) -> add(session, table, column, name, records));
  }

  private static void add(Session session, String table, String column, String name, long records) {
    int changed =
        session
            .update(
                "update <schema>.<table> set records = records + :records where <column> = :name")
            .define("table", table)
            .define("column", column)
            .bind("name", name)
            .bind("records", records)
            .execute();
    if (changed == 0) {
      session
          .update("insert into <schema>.<table> (<column>, records) values (:name, :records)")
          .define("table", table)
          .define("column", column)
          .bind("name", name)
          .bind("records", records)
          .execute();
    }
  }
}
