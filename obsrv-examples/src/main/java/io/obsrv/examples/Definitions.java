package io.obsrv.examples;

import io.obsrv.connector.file.FileSource;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Inference;
import io.obsrv.schema.Schema;
import io.obsrv.table.AggregateTable;
import io.obsrv.table.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns the options into the definition of a dataset. */
final class Definitions {
  private static final String SOURCE = "file";

  /** A file is the same however much later it is read again. */
  private static final Duration FOR_GOOD = Duration.ofDays(36_500);

  private final Options options;
  private final String id;
  private final FileSource file;

  Definitions(Options options, String id, FileSource file) {
    this.options = options;
    this.id = id;
    this.file = file;
  }

  static String tableOf(String id) {
    return id + "_table";
  }

  DatasetDefinition initial(Inference inference) {
    return declared(permissive(DatasetDefinition.named(id), inference), inference.schema(), SOURCE);
  }

  /**
   * What is stored keeps its types, and its time unless another is named; fields that are new in
   * the file are added.
   */
  DatasetDefinition next(DatasetDefinition present, Inference inference) {
    Schema merged = SchemaMerge.of(present.schema(), inference.schema());
    DefinitionBuilder builder = permissive(present.toBuilder(), inference);
    return declared(builder, merged, present.sources().firstKey());
  }

  /** Fields for which the schema has no room are kept beside the columns. */
  private static DefinitionBuilder permissive(DefinitionBuilder builder, Inference inference) {
    return inference.isComplete() ? builder : builder.validation(ValidationMode.IGNORE_NEW_FIELDS);
  }

  /** The file is another one by now: under a new name, a source reads from the beginning. */
  DatasetDefinition again(DatasetDefinition present) {
    String name = present.sources().firstKey();
    int count = name.equals(SOURCE) ? 1 : Integer.parseInt(name.substring(SOURCE.length() + 1));
    DefinitionBuilder builder = present.toBuilder().withoutSource(name);
    return declared(builder, present.schema(), SOURCE + "-" + (count + 1));
  }

  private DatasetDefinition declared(DefinitionBuilder builder, Schema schema, String source) {
    checkFields(schema);
    builder
        .schema(schema)
        .key(fields(options.key(), schema))
        .dedupWindow(FOR_GOOD)
        .source(source, file);
    options.time().ifPresent(field -> builder.time(FieldsOption.resolve(field, schema)));
    return builder.table(table(schema)).build();
  }

  private AggregateTable table(Schema schema) {
    AggregateTable.Builder table =
        AggregateTable.named(tableOf(id)).groupBy(fields(options.groupBy(), schema));
    options.every().ifPresent(table::every);
    MeasureOption.all(options.measures(), schema).forEach(table::measure);
    options.where().forEach(text -> table.where(WhereOption.parse(text, schema)));
    return table.build();
  }

  private static String[] fields(List<String> option, Schema schema) {
    return FieldsOption.parse(option, schema).toArray(String[]::new);
  }

  private void checkFields(Schema schema) {
    Set<String> named = new LinkedHashSet<>(FieldsOption.parse(options.key(), schema));
    options.time().ifPresent(field -> named.add(FieldsOption.resolve(field, schema)));
    named.addAll(FieldsOption.parse(options.groupBy(), schema));
    MeasureOption.all(options.measures(), schema).forEach(m -> m.field().ifPresent(named::add));
    List<String> unknown = new ArrayList<>(named);
    unknown.removeIf(name -> schema.column(name).isPresent());
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "The file has no field %s; name one that it has %s."
              .formatted(String.join(", ", unknown), schema.columnNames()));
    }
    checkTime(schema);
    checkNames(FieldsOption.parse(options.groupBy(), schema), schema);
    if (options.every().isPresent() && options.time().isEmpty()) {
      throw new UsageException(
          "--every needs --time, which names the field that the buckets are made of.");
    }
    if (options.timeFormat().isPresent() && options.time().isEmpty()) {
      throw new UsageException(
          "--time-format needs --time, which names the field that is written so.");
    }
  }

  /** A group's figures are columns beside the fields it is made by. */
  private void checkNames(List<String> groupBy, Schema schema) {
    for (Measure measure : MeasureOption.all(options.measures(), schema)) {
      if (groupBy.contains(measure.name())) {
        throw new UsageException(
            "--group-by '%s' has the name that the measure of the table has; choose another with --measure, or rename the field in the file."
                .formatted(measure.name()));
      }
    }
  }

  private void checkTime(Schema schema) {
    options
        .time()
        .flatMap(field -> FieldsOption.column(field, schema))
        .filter(column -> !column.type().isTemporal())
        .ifPresent(
            column -> {
              throw new UsageException(
                  "--time '%s' is %s; must be ISO 8601, or seconds or milliseconds since 1970 as integers, not as texts or with fractions, or texts with --time-format. Convert it in the file; if an earlier run stored it as it is, choose another --data."
                      .formatted(column.name(), column.type().label()));
            });
  }
}
