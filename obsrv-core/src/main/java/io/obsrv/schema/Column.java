package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One typed column of a dataset, derived from one scalar, array or free object of its schema.
 *
 * @param name the name in tables and queries: the path joined with {@code _}, unless {@code
 *     x-column} names it
 * @param path the field names from the record's root to the value, at least one
 * @param type what it holds
 * @param precision how exact, for decimals only
 * @param timeFormat how JSON writes its values, for timestamps and dates only
 * @param required whether every record must have a value that is not null
 * @param aliases the names that the column may have had before, from {@code x-aliases} of the field
 *     and of the objects around it
 * @param defaultValue what a record is given that lacks the field, though it has the object around
 *     it; valid for the field
 */
public record Column(
    String name,
    List<String> path,
    ColumnType type,
    Optional<Precision> precision,
    Optional<TimeFormat> timeFormat,
    boolean required,
    List<String> aliases,
    Optional<JsonNode> defaultValue) {

  /** Copies the lists and the default. */
  public Column {
    path = List.copyOf(path);
    aliases = List.copyOf(aliases);
    defaultValue = defaultValue.map(JsonNode::deepCopy);
  }

  /**
   * A column that was never renamed, without a default.
   *
   * @param name the name in tables and queries
   * @param path the field names from the record's root to the value
   * @param type what it holds
   * @param precision how exact, for decimals only
   * @param timeFormat how JSON writes its values, for timestamps and dates only
   * @param required whether every record must have a value that is not null
   */
  public Column(
      String name,
      List<String> path,
      ColumnType type,
      Optional<Precision> precision,
      Optional<TimeFormat> timeFormat,
      boolean required) {
    this(name, path, type, precision, timeFormat, required, List.of(), Optional.empty());
  }

  /**
   * A column with no more than a name and a type, as results of queries have.
   *
   * @param name the name
   * @param type the type
   * @return a column that is not required
   */
  public static Column of(String name, ColumnType type) {
    Optional<TimeFormat> format =
        switch (type) {
          case TIMESTAMP -> Optional.of(TimeFormat.DATE_TIME);
          case DATE -> Optional.of(TimeFormat.DATE);
          default -> Optional.empty();
        };
    return new Column(name, List.of(name), type, Optional.empty(), format, false);
  }

  /**
   * The column's value of a JSON value.
   *
   * @param value the JSON, of a record that has been validated against the schema
   * @return an instance of the type's class, or null for JSON null
   * @throws UnreadableValueException if the column cannot hold it
   */
  public @Nullable Object read(JsonNode value) throws UnreadableValueException {
    return value.isNull() ? null : ValueReader.read(this, value);
  }

  /**
   * The JSON that a record has for a value, the way back from {@link #read}.
   *
   * @param value an instance of the type's class, or null
   * @return JSON in the column's time format; a timestamp for which that is too coarse is a text as
   *     of ISO 8601
   */
  public JsonNode write(@Nullable Object value) {
    return value == null ? NullNode.instance : ValueWriter.json(this, value);
  }

  /**
   * The column's value of a text, such as a CSV cell or a literal in a condition.
   *
   * @param text the text
   * @return an instance of the type's class
   * @throws UnreadableValueException if the column cannot hold it
   */
  public Object parse(String text) throws UnreadableValueException {
    return ValueReader.read(this, TextCell.json(this, text));
  }

  /**
   * A text, such as a CSV cell, as the JSON value it would be in a record.
   *
   * @param text the text
   * @return JSON of the column's type; the text itself if it is none of that type
   */
  public JsonNode cell(String text) {
    return TextCell.json(this, text);
  }

  /**
   * The value's JSON Pointer (RFC 6901) within a record.
   *
   * @return the pointer
   */
  public String pointer() {
    return Pointer.of(path);
  }

  /**
   * Whether another column can hold just the same values.
   *
   * @param other the other column
   * @return true if both are of one type and precision
   */
  public boolean hasTypeOf(Column other) {
    return type == other.type() && precision.equals(other.precision());
  }

  /**
   * The type as messages name it.
   *
   * @return for example {@code integer} or {@code decimal(10, 2)}
   */
  public String typeLabel() {
    return precision
        .map(p -> "%s(%d, %d)".formatted(type.label(), p.precision(), p.scale()))
        .orElse(type.label());
  }
}
