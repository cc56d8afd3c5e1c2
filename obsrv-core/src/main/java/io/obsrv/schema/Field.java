package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * What is said of one field when a schema is edited; optional unless it says otherwise. Immutable:
 * each method gives another.
 */
public final class Field {
  private final ObjectNode keywords;
  private final boolean required;

  private Field(ObjectNode keywords, boolean required) {
    this.keywords = keywords;
    this.required = required;
  }

  /**
   * A text.
   *
   * @return the field
   */
  public static Field string() {
    return of("string");
  }

  /**
   * A 64-bit integer.
   *
   * @return the field
   */
  public static Field integer() {
    return of("integer");
  }

  /**
   * A 64-bit floating-point number.
   *
   * @return the field
   */
  public static Field number() {
    return of("number");
  }

  /**
   * An exact decimal.
   *
   * @param precision all digits, 1 to 100
   * @param scale digits behind the point, 0 to {@code precision}
   * @return the field
   * @throws IllegalArgumentException if one is out of range
   */
  public static Field decimal(int precision, int scale) {
    Precision digits = new Precision(precision, scale);
    Field field = of("number");
    field.keywords.put(ColumnKeywords.PRECISION, digits.precision());
    field.keywords.put(ColumnKeywords.SCALE, digits.scale());
    return field;
  }

  /**
   * True or false.
   *
   * @return the field
   */
  public static Field bool() {
    return of("boolean");
  }

  /**
   * A timestamp, written as of RFC 3339.
   *
   * @return the field
   */
  public static Field timestamp() {
    return of("string").with("format", TextNode.valueOf("date-time"));
  }

  /**
   * A date, written as of ISO 8601.
   *
   * @return the field
   */
  public static Field date() {
    return of("string").with("format", TextNode.valueOf("date"));
  }

  /**
   * Any JSON.
   *
   * @return the field
   */
  public static Field json() {
    return new Field(JsonNodeFactory.instance.objectNode(), false);
  }

  /**
   * No record is taken without it.
   *
   * @return the field
   */
  public Field required() {
    return new Field(keywords, true);
  }

  /**
   * What a record is given that lacks it.
   *
   * @param value a text
   * @return the field
   */
  public Field withDefault(String value) {
    return withDefault(TextNode.valueOf(value));
  }

  /**
   * What a record is given that lacks it.
   *
   * @param value an integer
   * @return the field
   */
  public Field withDefault(long value) {
    return withDefault(LongNode.valueOf(value));
  }

  /**
   * What a record is given that lacks it.
   *
   * @param value an exact number
   * @return the field
   */
  public Field withDefault(BigDecimal value) {
    return withDefault(DecimalNode.valueOf(value));
  }

  /**
   * What a record is given that lacks it.
   *
   * @param value true or false
   * @return the field
   */
  public Field withDefault(boolean value) {
    return withDefault(BooleanNode.valueOf(value));
  }

  /**
   * What a record is given that lacks it.
   *
   * @param value JSON
   * @return the field
   */
  public Field withDefault(JsonNode value) {
    return with(DefaultChecks.KEYWORD, value.deepCopy());
  }

  /**
   * Says what it is.
   *
   * @param text for people
   * @return the field
   */
  public Field described(String text) {
    return with("description", TextNode.valueOf(text));
  }

  /**
   * It is about a person. Who reviews it is told if no transformation masks, encrypts or tokenises
   * it.
   *
   * @return the field
   */
  public Field pii() {
    return with(PiiKeyword.KEYWORD, BooleanNode.TRUE);
  }

  /**
   * Takes no other values.
   *
   * @param values at least one text
   * @return the field
   */
  public Field oneOf(String... values) {
    ArrayNode allowed = JsonNodeFactory.instance.arrayNode();
    List.of(values).forEach(allowed::add);
    return with("enum", allowed);
  }

  ObjectNode keywords() {
    return keywords.deepCopy();
  }

  boolean isRequired() {
    return required;
  }

  private static Field of(String type) {
    return new Field(JsonNodeFactory.instance.objectNode().put("type", type), false);
  }

  private Field with(String keyword, JsonNode value) {
    ObjectNode more = keywords.deepCopy();
    more.set(keyword, value);
    return new Field(more, required);
  }

  @Override
  public String toString() {
    return JsonText.write(keywords) + (required ? ", required" : "");
  }
}
