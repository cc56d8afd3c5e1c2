package io.obsrv.jdbc;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.Delivery;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Rows of the fixed tables as entries of a dump. */
final class StoredEntries {
  private StoredEntries() {}

  static ArchiveEntry key(ResultSet row) throws SQLException {
    long number = row.getLong(3);
    OptionalLong sequence = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    return new ArchiveEntry.Key(
        row.getString(1), instant(row, 2), sequence, Optional.ofNullable(Values.instant(row, 4)));
  }

  static ArchiveEntry removal(ResultSet row) throws SQLException {
    return new ArchiveEntry.Removal(
        row.getString(1), row.getLong(2), instant(row, 3), row.getString(4));
  }

  static ArchiveEntry claim(ResultSet row) throws SQLException {
    return new ArchiveEntry.Claimed(row.getString(1), row.getString(2), row.getLong(3));
  }

  static ArchiveEntry trail(ResultSet row) throws SQLException {
    return new ArchiveEntry.Trail(
        new QuarantineEntry(
            row.getLong(1),
            instant(row, 2),
            row.getString(3),
            QuarantineAction.valueOf(row.getString(4)),
            row.getString(5)));
  }

  static ArchiveEntry batch(ResultSet row) throws SQLException {
    return new ArchiveEntry.NamedBatch(
        row.getString(1), instant(row, 2), Optional.ofNullable(row.getString(3)));
  }

  static ArchiveEntry split(ResultSet row) throws SQLException {
    return new ArchiveEntry.ReadSplit(
        row.getString(1), row.getString(2), new Checkpoint(row.getString(3)));
  }

  static ArchiveEntry delivery(ResultSet row) throws SQLException {
    return new ArchiveEntry.Delivered(
        row.getString(1), new Delivery(row.getLong(2), row.getLong(3)));
  }

  static ArchiveEntry connector(ResultSet row) throws SQLException {
    return new ArchiveEntry.Connector(
        row.getString(1),
        new ConnectorRun(
            RunState.valueOf(row.getString(2)),
            Optional.ofNullable(row.getString(3)),
            instant(row, 4)));
  }

  static ArchiveEntry connectorTrail(ResultSet row) throws SQLException {
    return new ArchiveEntry.ConnectorTrail(
        new ConnectorEntry(
            row.getString(1),
            instant(row, 2),
            row.getString(3),
            ConnectorAction.valueOf(row.getString(4)),
            row.getString(5)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(Values.instant(row, column));
  }
}
