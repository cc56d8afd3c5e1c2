package io.obsrv.jdbc;

/** What a connection to a dataset's namespace is lent for. */
enum Purpose {
  /** Reading and writing rows. */
  WORK,
  /** Making and changing tables, the namespace itself included. */
  STRUCTURE,
  /** Answering a statement of a user's own, with no more rights than that needs. */
  QUERY
}
