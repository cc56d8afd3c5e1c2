package io.obsrv.storage;

import static io.obsrv.table.Condition.field;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Layout;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.table.Granularity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The dataset that contracts are tried with: one column of every type, and three aggregate tables.
 */
public final class Quakes {
  private static final String COLUMNS =
      """
      "id": {"type": "string"},
      "place": {"type": ["string", "null"]},
      "mag": {"type": ["number", "null"]},
      "felt": {"type": ["integer", "null"]},
      "depth": {"type": ["number", "null"], "x-precision": 10, "x-scale": 3},
      "reviewed": {"type": ["boolean", "null"]},
      "at": {"type": ["string", "null"], "format": "date-time"},
      "day": {"type": ["string", "null"], "format": "date"},
      "tags": {"type": ["array", "null"]}""";

  private Quakes() {}

  /**
   * A definition with a key, a time column, and tables {@code by_place}, {@code strong} and {@code
   * total}.
   */
  public static DefinitionBuilder named(String id) {
    return plain(id)
        .table(
            "by_place",
            t -> t.groupBy("place").every(Granularity.DAY).count().sum("mag").avg("felt").max("at"))
        .table(
            "strong",
            t ->
                t.where(field("mag").atLeast(4.5))
                    .groupBy("reviewed", "day")
                    .count()
                    .min("depth")
                    .max("place"))
        .table("total", t -> t.count().sum("felt").sum("depth"));
  }

  /** The same without tables. */
  public static DefinitionBuilder plain(String id) {
    return timeless(id).time("at");
  }

  /** The same without a time column. */
  public static DefinitionBuilder timeless(String id) {
    return DatasetDefinition.named(id)
        .schema(schema(""))
        .key("id")
        .zone(ZoneId.of("Europe/Berlin"));
  }

  /** The schema with further columns, such as {@code , "depth_error": {"type": "number"}}. */
  public static Schema schema(String more) {
    return schemaOf(COLUMNS + more);
  }

  /** A schema of these columns. */
  public static Schema schemaOf(String properties) {
    return Schema.parse("{\"type\": \"object\", \"properties\": {" + properties + "}}");
  }

  /** A definition as a version of this number. */
  public static Layout layout(int version, DefinitionBuilder definition) {
    return Layout.of(DatasetVersion.draft(version, definition.build(), "asha", TestClock.BEGIN));
  }

  /** Version 1 of {@link #named}. */
  public static Layout layout(String id) {
    return layout(1, named(id));
  }

  /** A row with only the columns that most tests look at. */
  public static Row row(String id, String place, Double mag, String at) {
    return row(id, place, mag, null, null, at);
  }

  /** A row without the columns {@code reviewed}, {@code day} and {@code tags}. */
  public static Row row(String id, String place, Double mag, Long felt, String depth, String at) {
    return new Row(
        id,
        place,
        mag,
        felt,
        depth == null ? null : new BigDecimal(depth),
        null,
        at == null ? null : Instant.parse(at),
        null,
        null);
  }

  /** A row with a value in every column, that of {@code tags} in JSON. */
  public static Row full(String id, boolean reviewed, String day, String tags) {
    return new Row(
        id,
        "Rotorua",
        4.5,
        12L,
        new BigDecimal("10.250"),
        reviewed,
        Instant.parse(day + "T22:30:00.123456Z"),
        LocalDate.parse(day),
        JsonText.parse(tags));
  }
}
