package io.obsrv.jdbc;

/** A statement is not allowed; told to the user with the dataset's name. */
final class SqlRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SqlRefusal(String reason) {
    super(reason);
  }

  static void unless(boolean condition, String reason) {
    if (!condition) {
      throw new SqlRefusal(reason);
    }
  }
}
