package io.obsrv.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Precision;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One thing that a dataset's namespace holds, on its way from one store to another. */
public sealed interface ArchiveEntry {

  /**
   * The names of all parts, in the order in which a dataset is dumped. The columns come first,
   * since rows are read by them; the one entry of {@code control} comes last.
   */
  List<String> PARTS =
      List.of(
          "columns",
          "rows",
          "keys",
          "removals",
          "claims",
          "floors",
          "groups",
          "quarantine",
          "trail",
          "batches",
          "checkpoints",
          "deliveries",
          "connectors",
          "connector_trail",
          "control");

  /**
   * The part it belongs to.
   *
   * @return one of {@link #PARTS}
   */
  String part();

  /**
   * A stored column, of any version so far.
   *
   * @param place its name in the store
   * @param type what it holds
   * @param precision how exact, for decimals only
   */
  record PlacedColumn(String place, ColumnType type, Optional<Precision> precision)
      implements ArchiveEntry {
    @Override
    public String part() {
      return "columns";
    }
  }

  /**
   * A row.
   *
   * @param sequence its number
   * @param receivedAt when it arrived
   * @param version the version it was written under
   * @param source where it came from
   * @param extra the fields that were not in the schema, as a JSON object, if they were kept
   * @param values its values by the places of their columns, as of {@link ArchiveRows}, without
   *     those that are null
   */
  record Row(
      long sequence,
      Instant receivedAt,
      int version,
      String source,
      Optional<String> extra,
      Map<String, JsonNode> values)
      implements ArchiveEntry {
    /** Copies the map, in its order. */
    public Row {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public String part() {
      return "rows";
    }
  }

  /**
   * A key that is known.
   *
   * @param key its text
   * @param acceptedAt when it was accepted last
   * @param sequence the number of the record that wrote it last, where there is one row per key
   * @param eventTime that record's event time, if it had one
   */
  record Key(String key, Instant acceptedAt, OptionalLong sequence, Optional<Instant> eventTime)
      implements ArchiveEntry {
    @Override
    public String part() {
      return "keys";
    }
  }

  /**
   * What is left of a row that was removed.
   *
   * @param key the text of its key
   * @param sequence the number of the record that removed it
   * @param receivedAt when that record arrived
   * @param value the columns of the key, as JSON
   */
  record Removal(String key, long sequence, Instant receivedAt, String value)
      implements ArchiveEntry {
    @Override
    public String part() {
      return "removals";
    }
  }

  /**
   * A value that must be unique, and a row that has it. Rows that are warned of it share one.
   *
   * @param key the text of the claim, as of {@link Claim#key}
   * @param rule the name of the rule that asks for it
   * @param sequence the number of the row
   */
  record Claimed(String key, String rule, long sequence) implements ArchiveEntry {
    @Override
    public String part() {
      return "claims";
    }
  }

  /**
   * How far the retention of an aggregate table has come.
   *
   * @param table the name of the table
   * @param floor buckets that begin before have gone
   */
  record TableFloor(String table, Instant floor) implements ArchiveEntry {
    @Override
    public String part() {
      return "floors";
    }
  }

  /**
   * A group of an aggregate table.
   *
   * @param table the name of the table
   * @param dimensions its dimensions, in the order of the table's columns; JSON null for null
   * @param state what it remembers, as of {@link io.obsrv.table.Group#state}
   * @param frozen whether it does not change any more
   */
  record TableGroup(String table, List<JsonNode> dimensions, String state, boolean frozen)
      implements ArchiveEntry {
    /** Copies the list. */
    public TableGroup {
      dimensions = List.copyOf(dimensions);
    }

    @Override
    public String part() {
      return "groups";
    }
  }

  /**
   * A record in quarantine.
   *
   * @param record the record
   */
  record Quarantined(QuarantinedEvent record) implements ArchiveEntry {
    @Override
    public String part() {
      return "quarantine";
    }
  }

  /**
   * A line of the quarantine's trail.
   *
   * @param line the line
   */
  record Trail(QuarantineEntry line) implements ArchiveEntry {
    @Override
    public String part() {
      return "trail";
    }
  }

  /**
   * A batch or envelope that has a name.
   *
   * @param key the text of its name, as of {@link BatchKey}
   * @param committedAt when it was committed
   * @param receipt the receipt of a batch, as of {@link ReceiptJson}; empty for an envelope
   */
  record NamedBatch(String key, Instant committedAt, Optional<String> receipt)
      implements ArchiveEntry {
    @Override
    public String part() {
      return "batches";
    }
  }

  /**
   * How far a split of a source has been read.
   *
   * @param source the source's name
   * @param split the split's id
   * @param checkpoint how far
   */
  record ReadSplit(String source, String split, Checkpoint checkpoint) implements ArchiveEntry {
    @Override
    public String part() {
      return "checkpoints";
    }
  }

  /**
   * How far a destination has got.
   *
   * @param destination its name
   * @param delivery how far
   */
  record Delivered(String destination, Delivery delivery) implements ArchiveEntry {
    @Override
    public String part() {
      return "deliveries";
    }
  }

  /**
   * What is kept of a connector.
   *
   * @param name its role and name
   * @param run what it is doing
   */
  record Connector(String name, ConnectorRun run) implements ArchiveEntry {
    @Override
    public String part() {
      return "connectors";
    }
  }

  /**
   * A line of a connector's trail.
   *
   * @param line the line
   */
  record ConnectorTrail(ConnectorEntry line) implements ArchiveEntry {
    @Override
    public String part() {
      return "connector_trail";
    }
  }

  /**
   * What the dataset has counted, and its live version. There is one in every dump.
   *
   * @param version the live version
   * @param lastQuarantine the highest number that a record in quarantine got
   * @param counters what was counted
   */
  record Control(int version, long lastQuarantine, Counters counters) implements ArchiveEntry {
    @Override
    public String part() {
      return "control";
    }
  }
}
