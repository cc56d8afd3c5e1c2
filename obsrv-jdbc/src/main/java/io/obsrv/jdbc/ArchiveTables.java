package io.obsrv.jdbc;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.schema.ColumnType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Entries of a dump as rows of the fixed tables, where none of them is yet. */
final class ArchiveTables {
  private ArchiveTables() {}

  /** Binds an entry to the parameters of its row. */
  private interface Binding<E> {
    void bind(PreparedStatement statement, E entry) throws SQLException;
  }

  static void keys(Session session, List<ArchiveEntry.Key> entries) throws SQLException {
    write(
        session.prepare(
            "insert into %s (key_text, accepted_at, row_seq, event_time) values (?, ?, ?, ?)"
                .formatted(session.space().table("_keys"))),
        entries,
        (statement, key) -> {
          statement.setString(1, key.key());
          statement.setObject(2, Values.utc(key.acceptedAt()));
          if (key.sequence().isPresent()) {
            statement.setLong(3, key.sequence().getAsLong());
          } else {
            statement.setNull(3, Types.BIGINT);
          }
          Values.bind(statement, 4, ColumnType.TIMESTAMP, key.eventTime().orElse(null));
        });
  }

  static void removals(Session session, List<ArchiveEntry.Removal> entries) throws SQLException {
    write(
        session.prepare(
            "insert into %s (key_text, row_seq, received_at, content) values (?, ?, ?, ?)"
                .formatted(session.space().table("_removals"))),
        entries,
        (statement, removal) -> {
          statement.setString(1, removal.key());
          statement.setLong(2, removal.sequence());
          statement.setObject(3, Values.utc(removal.receivedAt()));
          statement.setString(4, removal.value());
        });
  }

  static void claims(Session session, List<ArchiveEntry.Claimed> entries) throws SQLException {
    write(
        session.prepare(
            "insert into %s (claim_key, rule, row_seq) values (?, ?, ?)"
                .formatted(session.space().table("_owners"))),
        entries,
        (statement, claim) -> {
          statement.setString(1, claim.key());
          statement.setString(2, claim.rule());
          statement.setLong(3, claim.sequence());
        });
  }

  static void batches(Session session, List<ArchiveEntry.NamedBatch> entries) throws SQLException {
    write(
        session.prepare(
            "insert into %s (batch_key, committed_at, receipt) values (?, ?, ?)"
                .formatted(session.space().table("_batches"))),
        entries,
        (statement, batch) -> {
          statement.setString(1, batch.key());
          statement.setObject(2, Values.utc(batch.committedAt()));
          Values.bind(statement, 3, ColumnType.STRING, batch.receipt().orElse(null));
        });
  }

  static void deliveries(Session session, List<ArchiveEntry.Delivered> entries)
      throws SQLException {
    write(
        session.prepare(
            "insert into %s (name, position, refused) values (?, ?, ?)"
                .formatted(session.space().table("_destinations"))),
        entries,
        (statement, delivered) -> {
          statement.setString(1, delivered.destination());
          statement.setLong(2, delivered.delivery().position());
          statement.setLong(3, delivered.delivery().refused());
        });
  }

  private static <E> void write(PreparedStatement prepared, List<E> entries, Binding<E> binding)
      throws SQLException {
    try (Batch batch = new Batch(prepared)) {
      for (E entry : entries) {
        binding.bind(batch.statement(), entry);
        batch.add();
      }
      batch.send();
    }
  }
}
