package io.obsrv.jdbc;

/** What a connection to a dataset's namespace is lent for. */
enum Purpose {
  /** Reading some rows, and writing none: in H2 what is written is undone. */
  READ(true),
  /** Reading and writing some rows. Nobody but the database notices if it is done twice. */
  WORK(true),
  /** Reading or writing every row there is, which may take long. */
  LONG_WORK(false),
  /** Making and changing tables, the namespace itself included. */
  STRUCTURE(false),
  /** Answering a statement of a user's own, with no more rights than that needs. */
  QUERY(true);

  /** Whether work that was lost with its connection may be done anew from its beginning. */
  final boolean isRepeatable;

  Purpose(boolean isRepeatable) {
    this.isRepeatable = isRepeatable;
  }

  /** Whether it is about some rows only, and so over soon. */
  boolean isBrief() {
    return this == READ || this == WORK;
  }

  /** Whether it may change what is stored. */
  boolean writes() {
    return this != READ && this != QUERY;
  }
}
