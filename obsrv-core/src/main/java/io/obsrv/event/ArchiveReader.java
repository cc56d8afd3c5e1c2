package io.obsrv.event;

import io.obsrv.error.RejectionCode;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Precision;
import java.util.Optional;

/** Reads the entries of each part from their fields. */
final class ArchiveReader {
  private ArchiveReader() {}

  static ArchiveEntry column(ArchiveLine line) {
    ColumnType type = line.constant("type", ColumnType.class);
    return new ArchiveEntry.PlacedColumn(
        line.text("place"),
        type,
        type == ColumnType.DECIMAL
            ? Optional.of(new Precision(line.integer("precision"), line.integer("scale")))
            : Optional.empty());
  }

  static ArchiveEntry row(ArchiveLine line) {
    return new ArchiveEntry.Row(
        line.number("sequence"),
        line.instant("receivedAt"),
        line.integer("version"),
        line.text("source"),
        line.textIfAny("extra"),
        line.object("values"));
  }

  static ArchiveEntry key(ArchiveLine line) {
    return new ArchiveEntry.Key(
        line.text("key"),
        line.instant("acceptedAt"),
        line.numberIfAny("sequence"),
        line.instantIfAny("eventTime"));
  }

  static ArchiveEntry removal(ArchiveLine line) {
    return new ArchiveEntry.Removal(
        line.text("key"), line.number("sequence"), line.instant("receivedAt"), line.text("value"));
  }

  static ArchiveEntry claim(ArchiveLine line) {
    return new ArchiveEntry.Claimed(line.text("key"), line.text("rule"), line.number("sequence"));
  }

  static ArchiveEntry group(ArchiveLine line) {
    return new ArchiveEntry.TableGroup(
        line.text("table"), line.array("dimensions"), line.text("state"), line.flag("frozen"));
  }

  static ArchiveEntry floor(ArchiveLine line) {
    return new ArchiveEntry.TableFloor(line.text("table"), line.instant("floor"));
  }

  static ArchiveEntry quarantined(ArchiveLine line) {
    return new ArchiveEntry.Quarantined(
        new QuarantinedEvent(
            line.number("id"),
            line.instant("receivedAt"),
            line.integer("version"),
            line.text("source"),
            line.bytes("raw"),
            line.constant("form", Form.class),
            new Rejection(
                line.constant("stage", Stage.class),
                line.constant("code", RejectionCode.class),
                line.text("path"),
                line.text("message")),
            line.integer("attempts")));
  }

  static ArchiveEntry trail(ArchiveLine line) {
    return new ArchiveEntry.Trail(
        new QuarantineEntry(
            line.number("record"),
            line.instant("at"),
            line.text("actor"),
            line.constant("action", QuarantineAction.class),
            line.text("detail")));
  }

  static ArchiveEntry batch(ArchiveLine line) {
    return new ArchiveEntry.NamedBatch(
        line.text("key"), line.instant("committedAt"), line.textIfAny("receipt"));
  }

  static ArchiveEntry split(ArchiveLine line) {
    return new ArchiveEntry.ReadSplit(
        line.text("source"), line.text("split"), new Checkpoint(line.text("checkpoint")));
  }

  static ArchiveEntry delivery(ArchiveLine line) {
    return new ArchiveEntry.Delivered(
        line.text("destination"), new Delivery(line.number("position"), line.number("refused")));
  }

  static ArchiveEntry connector(ArchiveLine line) {
    return new ArchiveEntry.Connector(
        line.text("name"),
        new ConnectorRun(
            line.constant("state", RunState.class),
            line.textIfAny("error"),
            line.instant("changedAt")));
  }

  static ArchiveEntry connectorTrail(ArchiveLine line) {
    return new ArchiveEntry.ConnectorTrail(
        new ConnectorEntry(
            line.text("connector"),
            line.instant("at"),
            line.text("actor"),
            line.constant("action", ConnectorAction.class),
            line.text("detail")));
  }

  static ArchiveEntry control(ArchiveLine line) {
    return new ArchiveEntry.Control(
        line.integer("version"),
        line.number("lastQuarantine"),
        new Counters(
            line.number("received"),
            line.number("accepted"),
            line.number("acceptedBytes"),
            line.number("duplicates"),
            line.number("quarantined"),
            line.number("discarded"),
            line.number("rows"),
            line.counts("causes"),
            line.counts("warnings"),
            line.instantIfAny("lastCommit"),
            line.instantIfAny("newestEventTime")));
  }
}
