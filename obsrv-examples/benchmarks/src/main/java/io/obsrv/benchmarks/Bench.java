package io.obsrv.benchmarks;

/**
 * What lines are measured on.
 *
 * @param database the kind of database
 * @param sizes how much of everything
 * @param rounds how often
 */
record Bench(Database database, Sizes sizes, Rounds rounds) {
  /** What a comparison is called in the table. */
  String title(String what) {
    return what + ", " + database.label();
  }
}
