package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a dataset look like: a JSON Schema document (draft 2020-12, format assertions
 * on) and the typed columns derived from it. Nested objects are flattened with {@code _}; arrays
 * and objects without {@code properties} become JSON columns.
 *
 * <p>Beside the standard's keywords it understands {@code format} {@code local-date-time}, {@code
 * iso-8601}, {@code epoch-millis} and {@code epoch-seconds}; {@code x-time-pattern}, a pattern of
 * {@link java.time.format.DateTimeFormatter}; {@code x-precision} and {@code x-scale}, which make a
 * number an exact decimal; {@code x-column}, the column's name where the flattened one will not do;
 * {@code x-aliases}, the names that a field had before; and {@code x-pii}, whether a field is about
 * a person. Immutable.
 */
public final class Schema {
  private static final int MAX_NAMED = 20;

  private static final String REFUSAL = "The schema cannot be used";

  private final JsonNode document;
  private final JsonSchema compiled;
  private final Optional<Glance> glance;
  private final List<Column> columns;
  private final Map<String, Integer> indexByName;
  private final Shape.Nested shape;
  private final List<FieldNode> fields;
  private final Optional<MissingFields> missing;

  private Schema(
      JsonNode document, JsonSchema compiled, Shape.Nested shape, ColumnDeriver derived) {
    this.document = document;
    this.compiled = compiled;
    this.glance = GlanceReader.read(document);
    this.columns = derived.columns();
    this.fields = derived.fields();
    this.shape = shape;
    this.missing = MissingFields.of(shape);
    this.indexByName =
        IntStream.range(0, columns.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(i -> columns.get(i).name(), Function.identity()));
  }

  /**
   * The schema that a JSON Schema document describes.
   *
   * @param document the document, of type object; copied
   * @return the schema
   * @throws InvalidException with every problem of the document
   */
  public static Schema of(JsonNode document) {
    // Through text, so that equal documents are equal nodes: 5 is an int, whatever it was built as.
    JsonNode copy = JsonText.parse(JsonText.write(document));
    if (!copy.isObject()) {
      throw refusal("it is " + Excerpt.of(copy.toString()) + ", must be a JSON object");
    }
    Problems problems = new Problems();
    SchemaChecks.check(copy, problems);
    ColumnDeriver deriver = new ColumnDeriver(copy, problems);
    Shape.Nested shape = deriver.derive();
    problems.refuseIfAny(REFUSAL);
    JsonSchema compiled = compile(copy);
    new DefaultChecks(compiled, problems).check(shape);
    problems.refuseIfAny(REFUSAL);
    return new Schema(copy, compiled, shape, deriver);
  }

  /**
   * The schema that a JSON Schema text describes.
   *
   * @param json the text
   * @return the schema
   * @throws InvalidException with every problem of the document, or if the text is not JSON
   */
  public static Schema parse(String json) {
    JsonNode document;
    try {
      document = JsonText.parse(json);
    } catch (UncheckedIOException e) {
      throw refusal("the text is not JSON: " + e.getMessage());
    }
    return of(document);
  }

  /**
   * The schema that sample records have, without what {@link Inference} suggests about it.
   *
   * @param samples JSON objects, at least one with a field
   * @return a schema that all samples pass
   * @throws InvalidException if there is no sample, one is not an object, or none has a field
   */
  public static Schema inferFrom(Iterable<JsonNode> samples) {
    return Inference.of(samples).schema();
  }

  /**
   * The document.
   *
   * @return a copy
   */
  public JsonNode document() {
    return document.deepCopy();
  }

  /** Not to be changed. */
  JsonNode documentNode() {
    return document;
  }

  /** The fields as they were declared, objects before the fields inside them. */
  List<FieldNode> fields() {
    return fields;
  }

  /**
   * The columns, in the order of the document.
   *
   * @return at least one column
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The columns that are about a person: those whose field is marked with {@code x-pii}, or an
   * object around it, or a part of what it holds as JSON. A field that is marked {@code false} is
   * not about a person, whatever is around it.
   *
   * @return some of {@link #columns()}, in their order
   */
  public List<Column> piiColumns() {
    return PiiKeyword.columns(document, fields);
  }

  /**
   * A column by its name.
   *
   * @param name the name
   * @return the column, if there is one
   */
  public Optional<Column> column(String name) {
    return Optional.ofNullable(indexByName.get(name)).map(columns::get);
  }

  /**
   * A column's position in {@link #columns()} and in every row.
   *
   * @param name the name of a column
   * @return the position
   * @throws IllegalArgumentException if there is no such column
   */
  public int indexOf(String name) {
    Integer index = indexByName.get(name);
    if (index == null) {
      throw new IllegalArgumentException("'" + name + "' is not a column " + columnNames());
    }
    return index;
  }

  /**
   * The names of the columns, for messages: the first 20, and how many more there are.
   *
   * @return for example {@code (columns: id, placed_at, amount)}
   */
  public String columnNames() {
    int more = columns.size() - MAX_NAMED;
    return columns.stream()
        .limit(MAX_NAMED)
        .map(Column::name)
        .collect(
            Collectors.joining(
                ", ", "(columns: ", more > 0 ? " and %,d more)".formatted(more) : ")"));
  }

  /**
   * Where the columns' values stand in a record.
   *
   * @return the record's shape
   */
  public Shape.Nested shape() {
    return shape;
  }

  /**
   * Whether a field is declared.
   *
   * @param path names of fields from the record's root, joined with dots
   * @return true if it stands in the document
   * @throws IllegalArgumentException if it is no path
   */
  public boolean hasField(String path) {
    return new SchemaEdit(document, path).isPresent();
  }

  /**
   * The same, but with another declaration of a field; one that is new stands behind the others. It
   * keeps its older names and the name of its column. Objects around it that are missing are added.
   *
   * @param path names of fields from the record's root, joined with dots
   * @param field the declaration
   * @return the schema
   * @throws IllegalArgumentException if it is no path, or leads through what is no object
   * @throws InvalidException if the schema cannot be used then
   */
  public Schema withField(String path, Field field) {
    return of(new SchemaEdit(document, path).put(field));
  }

  /**
   * The same, but without a field.
   *
   * @param path names of fields from the record's root, joined with dots
   * @return the schema
   * @throws IllegalArgumentException if there is no such field
   * @throws InvalidException if the schema cannot be used then
   */
  public Schema withoutField(String path) {
    return of(new SchemaEdit(document, path).remove());
  }

  /**
   * The same, but with another name of a field, which stays in its place and knows the old name as
   * an alias.
   *
   * @param from names of fields from the record's root, joined with dots
   * @param to the same with another last name
   * @return the schema
   * @throws IllegalArgumentException if there is no such field, or {@code to} is taken or in
   *     another object
   * @throws InvalidException if the schema cannot be used then
   */
  public Schema renamedField(String from, String to) {
    return of(new SchemaEdit(document, from).rename(to));
  }

  /**
   * The record with the fields that it lacks, as far as they have older names or defaults: each is
   * what the record has under the first of the older names ({@code x-aliases}), else the default.
   * Objects that the record lacks are not made up, unless they have a default themselves; a null is
   * not lacking.
   *
   * @param event the record, not changed
   * @return the record itself if nothing is given to it, else a copy
   */
  public JsonNode completed(JsonNode event) {
    return missing.flatMap(fields -> fields.give(event)).orElse(event);
  }

  /**
   * Checks a record against the document.
   *
   * @param event the record
   * @return all violations; none if it is valid
   */
  public List<Violation> violations(JsonNode event) {
    if (glance.filter(quick -> quick.sees(event)).isPresent()) {
      return List.of();
    }
    List<Violation> numbers = StorableNumber.violations(event);
    return numbers.isEmpty() ? compiled.violations(event) : numbers;
  }

  private static JsonSchema compile(JsonNode document) {
    try {
      return JsonSchema.compile(document);
    } catch (RuntimeException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private static InvalidException refusal(String message) {
    return new InvalidException(REFUSAL, List.of(new Problem("", message)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    // Documents with their fields in another order are equal nodes, but have their columns in
    // another.
    return other instanceof Schema that
        && document.equals(that.document)
        && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return document.hashCode();
  }

  @Override
  public String toString() {
    return JsonText.write(document);
  }
}
