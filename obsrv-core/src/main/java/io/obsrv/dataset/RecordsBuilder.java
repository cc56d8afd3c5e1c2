package io.obsrv.dataset;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Compatibility;
import io.obsrv.schema.Field;
import io.obsrv.schema.Schema;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The part of a definition's builder that says what records look like. Not for several threads. */
abstract sealed class RecordsBuilder extends StagesBuilder permits TimesBuilder {
  private @Nullable Schema schema;
  private Compatibility compatibility = Compatibility.BACKWARD;
  private ValidationMode mode = ValidationMode.STRICT;

  RecordsBuilder() {}

  RecordsBuilder(DatasetDefinition definition) {
    super(definition);
    schema = definition.schema();
    compatibility = definition.compatibility();
    mode = definition.mode();
  }

  /**
   * Says what records look like. Required.
   *
   * @param value the schema
   * @return this
   */
  public DefinitionBuilder schema(Schema value) {
    schema = value;
    return self();
  }

  /**
   * Adds a field behind the others.
   *
   * @param path names of fields from the record's root, joined with dots
   * @param field what it is
   * @return this
   * @throws IllegalArgumentException if there is such a field already, or it is no path
   * @throws IllegalStateException if there is no schema yet
   * @throws io.obsrv.error.InvalidException if the schema cannot be used then
   */
  public DefinitionBuilder addField(String path, Field field) {
    return edit(
        present -> {
          checkArgument(!present.hasField(path), "there is a field '%s' already", path);
          return present.withField(path, field);
        });
  }

  /**
   * Declares a field anew. It keeps its place, its older names and the name of its column.
   *
   * @param path names of fields from the record's root, joined with dots
   * @param field what it is from now on
   * @return this
   * @throws IllegalArgumentException if there is no such field
   * @throws IllegalStateException if there is no schema yet
   * @throws io.obsrv.error.InvalidException if the schema cannot be used then
   */
  public DefinitionBuilder changeField(String path, Field field) {
    return edit(
        present -> {
          checkArgument(present.hasField(path), "there is no field '%s'", path);
          return present.withField(path, field);
        });
  }

  /**
   * Takes a field away.
   *
   * @param path names of fields from the record's root, joined with dots
   * @return this
   * @throws IllegalArgumentException if there is no such field
   * @throws IllegalStateException if there is no schema yet
   * @throws io.obsrv.error.InvalidException if the schema cannot be used then
   */
  public DefinitionBuilder removeField(String path) {
    return edit(present -> present.withoutField(path));
  }

  /**
   * Gives a field another name; records may go on using the old one.
   *
   * @param from names of fields from the record's root, joined with dots
   * @param to the same with another last name
   * @return this
   * @throws IllegalArgumentException if there is no such field, or {@code to} is taken or in
   *     another object
   * @throws IllegalStateException if there is no schema yet
   * @throws io.obsrv.error.InvalidException if the schema cannot be used then
   */
  public DefinitionBuilder renameField(String from, String to) {
    return edit(present -> present.renamedField(from, to));
  }

  /**
   * Says between which versions records must be exchangeable. Default: {@code BACKWARD}.
   *
   * @param value the setting
   * @return this
   */
  public DefinitionBuilder compatibility(Compatibility value) {
    compatibility = value;
    return self();
  }

  /**
   * Says what becomes of fields that are not in the schema. Default: {@code STRICT}.
   *
   * @param value the mode
   * @return this
   */
  public DefinitionBuilder validation(ValidationMode value) {
    mode = value;
    return self();
  }

  @Nullable Schema schema() {
    return schema;
  }

  Compatibility compatibility() {
    return compatibility;
  }

  ValidationMode mode() {
    return mode;
  }

  private DefinitionBuilder edit(UnaryOperator<Schema> change) {
    checkState(schema != null, "there is no schema to edit; call schema(…) first");
    schema = change.apply(schema);
    return self();
  }
}
