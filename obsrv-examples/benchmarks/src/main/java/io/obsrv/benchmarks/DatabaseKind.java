package io.obsrv.benchmarks;

import java.util.function.Supplier;

/** The kinds of database there are. */
enum DatabaseKind {
  H2(H2Files::new),
  POSTGRESQL(PostgresServer::new);

  private final Supplier<Database> opening;

  DatabaseKind(Supplier<Database> opening) {
    this.opening = opening;
  }

  Database open() {
    return opening.get();
  }
}
