package io.obsrv.jdbc;

/** A statement is not allowed; told to the user with the dataset's name. */
final class SqlRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SqlRefusal(String reason) {
    super(reason);
  }

  /** The statement has more levels, one in another, than the stack has room for. */
  static SqlRefusal tooDeep() {
    return new SqlRefusal(
        "the statement is nested too deep; nest it less, and put many values into one IN");
  }

  static void unless(boolean condition, String reason) {
    if (!condition) {
      throw new SqlRefusal(reason);
    }
  }
}
