package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.RejectionCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of rows stored under one schema when another takes its place: values are converted,
 * new fields get their default, and whatever contradicts the new schema is told. Only what changed
 * is looked at: a value that was never valid, since a stage made it, is not held against the
 * change. Immutable, for many threads.
 */
public final class Evolution {
  private final Schema live;
  private final Schema next;
  private final FieldPairs pairs;
  private final List<Optional<Source>> sources = new ArrayList<>();
  private final List<NeededValue> needed = new ArrayList<>();
  private final List<KeywordTest> keywords = new ArrayList<>();
  private final List<Column> gone;

  /** Where a column's values come from; empty conversion if none of them can be kept. */
  private record Source(int index, Optional<Conversion> conversion) {}

  private Evolution(Schema live, Schema next) {
    this.live = live;
    this.next = next;
    this.pairs = new FieldPairs(live, next);
    this.gone = pairs.removed().stream().flatMap(field -> field.column().stream()).toList();
    for (FieldNode field : next.fields()) {
      field.column().ifPresent(column -> plan(field, column));
    }
  }

  /**
   * The step from one schema to another.
   *
   * @param live the schema that rows were stored under
   * @param next the one they are to hold under
   * @return the step
   */
  public static Evolution between(Schema live, Schema next) {
    return new Evolution(live, next);
  }

  /**
   * The column that a column was before: of the same field, or of the one its aliases name, or of
   * the same name.
   *
   * @param column a column of the next schema
   * @return the column of the live schema; empty if it is new
   */
  public Optional<Column> origin(Column column) {
    return pairs.origin(column);
  }

  /**
   * Whether any row can contradict the next schema.
   *
   * @return false if {@link #apply} never finds a contradiction
   */
  public boolean isContradictable() {
    boolean all = sources.stream().flatMap(Optional::stream).allMatch(Evolution::isTotal);
    return !all || !gone.isEmpty() || !needed.isEmpty() || !keywords.isEmpty();
  }

  /**
   * What a stored row becomes.
   *
   * @param stored a row of the live schema
   * @return the row of the next schema and what contradicts it, values of fields that are gone
   *     included
   */
  public Evolved apply(Row stored) {
    List<Contradiction> found = new ArrayList<>();
    @Nullable Object[] values = new @Nullable Object[next.columns().size()];
    for (int i = 0; i < values.length; i++) {
      Column column = next.columns().get(i);
      Optional<Source> source = sources.get(i);
      if (source.isPresent()) {
        values[i] = converted(column, source.get(), stored, found);
      }
    }
    for (int i = 0; i < values.length; i++) {
      Column column = next.columns().get(i);
      if (sources.get(i).isEmpty() && NeededValue.isObjectThere(next, column, values)) {
        values[i] = column.defaultValue().map(json -> read(column, json)).orElse(null);
      }
    }
    for (Column column : gone) {
      Object value = stored.value(live.indexOf(column.name()));
      if (value != null) {
        found.add(
            new Contradiction(
                column.name(),
                RejectionCode.UNKNOWN_FIELD,
                Excerpt.of(ValueText.write(value)) + " is stored, but the field is gone"));
      }
    }
    Row row = new Row(values);
    Set<String> told = new HashSet<>();
    found.forEach(contradiction -> told.add(contradiction.column()));
    contradictions(row).stream().filter(each -> !told.contains(each.column())).forEach(found::add);
    return new Evolved(row, found);
  }

  /**
   * Whether a row that was stored before a column gets its default: only where it has the object
   * around it, as a record would.
   *
   * @param column a column of the next schema
   * @param values the row's other values, in the order of the next schema's columns
   * @return true if it does
   */
  public boolean givesDefault(Column column, @Nullable Object[] values) {
    return NeededValue.isObjectThere(next, column, values);
  }

  /**
   * What of the next schema's changes a converted row contradicts.
   *
   * @param converted a row of the next schema's columns
   * @return one contradiction per column at most; none if it holds
   */
  public List<Contradiction> contradictions(Row converted) {
    List<Contradiction> found = new ArrayList<>();
    for (NeededValue value : needed) {
      value.contradiction(next, converted).ifPresent(found::add);
    }
    for (KeywordTest test : keywords) {
      Object value = converted.value(test.index());
      if (value != null) {
        test.contradiction(value).ifPresent(found::add);
      }
    }
    return found;
  }

  private void plan(FieldNode field, Column column) {
    Optional<FieldNode> before = pairs.origin(field);
    Optional<Column> origin = pairs.origin(column);
    sources.add(
        origin.map(old -> new Source(live.indexOf(old.name()), Conversion.between(old, column))));
    boolean wasNeeded =
        before.filter(FieldNode::needsValue).isPresent()
            && (!column.required() || origin.filter(Column::required).isPresent());
    boolean given = before.isEmpty() && field.hasDefault();
    if (field.needsValue() && !wasNeeded && !given) {
      needed.add(new NeededValue(next.indexOf(column.name()), column));
    }
    before.flatMap(old -> KeywordTest.of(live, old, next, field, column)).ifPresent(keywords::add);
  }

  private @Nullable Object converted(
      Column column, Source source, Row stored, List<Contradiction> found) {
    Object value = stored.value(source.index());
    if (value == null) {
      return null;
    }
    if (source.conversion().isEmpty()) {
      String message =
          "%s cannot be a value of type %s"
              .formatted(Excerpt.of(ValueText.write(value)), TypeChange.label(column));
      found.add(new Contradiction(column.name(), RejectionCode.WRONG_TYPE, message));
      return null;
    }
    try {
      return source.conversion().get().convert(value);
    } catch (UnreadableValueException e) {
      found.add(new Contradiction(column.name(), e.code(), String.valueOf(e.getMessage())));
      return null;
    }
  }

  private static @Nullable Object read(Column column, JsonNode json) {
    try {
      return column.read(json);
    } catch (UnreadableValueException e) {
      throw new IllegalStateException("the default of '" + column.name() + "' was checked", e);
    }
  }

  private static boolean isTotal(Source source) {
    return source.conversion().filter(Conversion::isTotal).isPresent();
  }
}
