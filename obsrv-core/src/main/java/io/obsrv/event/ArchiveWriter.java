package io.obsrv.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Writes the entries of each part field by field, always in the same order. */
final class ArchiveWriter {
  private ArchiveWriter() {}

  static ObjectNode json(ArchiveEntry entry) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (entry instanceof ArchiveEntry.PlacedColumn column) {
      write(json, column);
    } else if (entry instanceof ArchiveEntry.Row row) {
      write(json, row);
    } else if (entry instanceof ArchiveEntry.Key key) {
      json.put("key", key.key()).put("acceptedAt", key.acceptedAt().toString());
      key.sequence().ifPresent(sequence -> json.put("sequence", sequence));
      put(json, "eventTime", key.eventTime());
    } else if (entry instanceof ArchiveEntry.Removal removal) {
      json.put("key", removal.key())
          .put("sequence", removal.sequence())
          .put("receivedAt", removal.receivedAt().toString())
          .put("value", removal.value());
    } else if (entry instanceof ArchiveEntry.Claimed claim) {
      json.put("key", claim.key()).put("rule", claim.rule()).put("sequence", claim.sequence());
    } else if (entry instanceof ArchiveEntry.TableFloor floor) {
      json.put("table", floor.table()).put("floor", floor.floor().toString());
    } else if (entry instanceof ArchiveEntry.TableGroup group) {
      json.put("table", group.table());
      json.putArray("dimensions").addAll(group.dimensions());
      json.put("state", group.state()).put("frozen", group.frozen());
    } else if (entry instanceof ArchiveEntry.Quarantined quarantined) {
      write(json, quarantined.record());
    } else if (entry instanceof ArchiveEntry.Trail trail) {
      write(json, trail.line());
    } else if (entry instanceof ArchiveEntry.NamedBatch batch) {
      json.put("key", batch.key()).put("committedAt", batch.committedAt().toString());
      batch.receipt().ifPresent(receipt -> json.put("receipt", receipt));
    } else if (entry instanceof ArchiveEntry.ReadSplit split) {
      json.put("source", split.source())
          .put("split", split.split())
          .put("checkpoint", split.checkpoint().value());
    } else if (entry instanceof ArchiveEntry.Delivered delivered) {
      json.put("destination", delivered.destination())
          .put("position", delivered.delivery().position())
          .put("refused", delivered.delivery().refused());
    } else if (entry instanceof ArchiveEntry.Connector connector) {
      write(json, connector.name(), connector.run());
    } else if (entry instanceof ArchiveEntry.ConnectorTrail trail) {
      write(json, trail.line());
    } else {
      write(json, (ArchiveEntry.Control) entry);
    }
    return json;
  }

  private static void write(ObjectNode json, ArchiveEntry.PlacedColumn column) {
    json.put("place", column.place()).put("type", column.type().name());
    column.precision().ifPresent(p -> json.put("precision", p.precision()).put("scale", p.scale()));
  }

  private static void write(ObjectNode json, ArchiveEntry.Row row) {
    json.put("sequence", row.sequence())
        .put("receivedAt", row.receivedAt().toString())
        .put("version", row.version())
        .put("source", row.source());
    row.extra().ifPresent(extra -> json.put("extra", extra));
    json.putObject("values").setAll(row.values());
  }

  private static void write(ObjectNode json, QuarantinedEvent record) {
    json.put("id", record.id())
        .put("receivedAt", record.receivedAt().toString())
        .put("version", record.version())
        .put("source", record.source())
        .put("raw", Base64.getEncoder().encodeToString(record.raw()))
        .put("form", record.form().name())
        .put("stage", record.rejection().stage().name())
        .put("code", record.rejection().code().name())
        .put("path", record.rejection().path())
        .put("message", record.rejection().message())
        .put("attempts", record.attempts());
  }

  private static void write(ObjectNode json, QuarantineEntry line) {
    json.put("record", line.record())
        .put("at", line.at().toString())
        .put("actor", line.actor())
        .put("action", line.action().name())
        .put("detail", line.detail());
  }

  private static void write(ObjectNode json, String name, ConnectorRun run) {
    json.put("name", name).put("state", run.state().name());
    run.error().ifPresent(error -> json.put("error", error));
    json.put("changedAt", run.changedAt().toString());
  }

  private static void write(ObjectNode json, ConnectorEntry line) {
    json.put("connector", line.connector())
        .put("at", line.at().toString())
        .put("actor", line.actor())
        .put("action", line.action().name())
        .put("detail", line.detail());
  }

  private static void write(ObjectNode json, ArchiveEntry.Control control) {
    Counters counters = control.counters();
    json.put("version", control.version())
        .put("lastQuarantine", control.lastQuarantine())
        .put("received", counters.received())
        .put("accepted", counters.accepted())
        .put("acceptedBytes", counters.acceptedBytes())
        .put("duplicates", counters.duplicates())
        .put("quarantined", counters.quarantined())
        .put("discarded", counters.discarded())
        .put("rows", counters.rows());
    put(json.putObject("causes"), counters.causes());
    put(json.putObject("warnings"), counters.warnings());
    put(json, "lastCommit", counters.lastCommit());
    put(json, "newestEventTime", counters.newestEventTime());
  }

  private static void put(ObjectNode json, Map<String, Long> counts) {
    counts.forEach(json::put);
  }

  private static void put(ObjectNode json, String name, Optional<Instant> instant) {
    instant.ifPresent(at -> json.put(name, at.toString()));
  }
}
