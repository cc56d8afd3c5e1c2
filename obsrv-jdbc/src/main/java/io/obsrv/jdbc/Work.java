package io.obsrv.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is done within one transaction. */
@FunctionalInterface
interface Work<T extends @Nullable Object> {
  T run(Session session) throws SQLException;
}
