package io.obsrv.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Utf8;
import io.obsrv.error.RejectionCode;
import io.obsrv.schema.JsonText;
import java.util.Map;

/** A record as it arrives. */
public sealed interface Event {

  /**
   * JSON that has not been looked at.
   *
   * @param utf8 the bytes; not to be changed afterwards
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that is never compared
  record Json(byte[] utf8) implements Event {}

  /**
   * Named texts, to be typed by the schema: a row of CSV. Names are those of columns.
   *
   * @param cells the texts in order; an empty or missing one is null in the row
   */
  record Cells(Map<String, String> cells) implements Event {}

  /**
   * A record that its connector could not decode, or an envelope that could not be opened.
   *
   * @param raw what was read of it
   * @param code why
   * @param message what was found and what was expected
   * @param form what it should be
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that is never compared
  record Broken(byte[] raw, RejectionCode code, String message, Form form) implements Event {
    /**
     * A record that its connector could not decode.
     *
     * @param raw what was read of it
     * @param code why
     * @param message what was found and what was expected
     */
    public Broken(byte[] raw, RejectionCode code, String message) {
      this(raw, code, message, Form.JSON);
    }
  }

  /**
   * A record of JSON text.
   *
   * @param json the text
   * @return the event
   */
  static Event json(String json) {
    return new Json(requireNonNull(json, "json").getBytes(UTF_8));
  }

  /**
   * A record of parsed JSON.
   *
   * @param json the value
   * @return the event
   */
  static Event of(JsonNode json) {
    return json(JsonText.write(requireNonNull(json, "json")));
  }

  /**
   * A record of named values.
   *
   * @param fields booleans, numbers, texts, enum constants, UUIDs, URIs, values of {@code
   *     java.time}, {@link JsonNode}s or nulls, or maps and collections of them
   * @return the event
   * @throws IllegalArgumentException if a value is of another type, such as {@link java.util.Date}
   */
  static Event of(Map<String, ?> fields) {
    return json(JsonText.write(MapJson.of(requireNonNull(fields, "fields"))));
  }

  /**
   * The record as bytes, to be kept in quarantine.
   *
   * @return JSON or what was read
   */
  default byte[] raw() {
    if (this instanceof Json json) {
      return json.utf8();
    }
    return this instanceof Broken broken ? broken.raw() : CellsJson.write(((Cells) this).cells());
  }

  /**
   * What {@link #raw} is.
   *
   * @return texts of cells, what is or should be JSON, or what should be an envelope
   */
  default Form form() {
    return this instanceof Cells ? Form.CELLS : Form.JSON;
  }

  /**
   * The record's size.
   *
   * @return bytes; for named texts those of a CSV row
   */
  default int size() {
    if (this instanceof Cells cells) {
      return cells.cells().values().stream().mapToInt(cell -> Utf8.encodedLength(cell) + 1).sum();
    }
    return raw().length;
  }
}
