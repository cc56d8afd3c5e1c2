package io.obsrv.jdbc;

import io.obsrv.jdbc.TableWriter.Target;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's {@code COPY}, over a connection that shows its driver. */
final class RowCopy {
  /** What is sent at once; the database works on it while the next is written. */
  private static final int CHUNK_BYTES = 1 << 15;

  private RowCopy() {}

  /** Adds rows. */
  static <T> void insert(
      Session session,
      TableWriter writer,
      Collection<T> rows,
      Function<T, @Nullable Object[]> values)
      throws SQLException {
    CopyIn copy =
        session
            .connection()
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy %s (%s) from stdin (format binary)"
                    .formatted(writer.table(), writer.names()));
    try {
      CopyFormat out = new CopyFormat();
      out.header();
      for (T row : rows) {
        write(out, writer.columns(), values.apply(row));
        if (out.size() >= CHUNK_BYTES) {
          copy.writeToCopy(out.buffer(), 0, out.size());
          out.clear();
        }
      }
      out.end();
      copy.writeToCopy(out.buffer(), 0, out.size());
      copy.endCopy();
    } catch (Throwable e) {
      // Nor after a lack of memory: rolling back would wait for the copy for ever.
      cancel(copy, e);
      throw e;
    }
  }

  private static void write(CopyFormat out, List<Target> columns, @Nullable Object[] cells) {
    out.row(cells.length);
    for (int i = 0; i < cells.length; i++) {
      columns.get(i).type().copy(out, cells[i]);
    }
  }

  private static void cancel(CopyIn copy, Throwable why) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
