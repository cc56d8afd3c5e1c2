package io.obsrv.examples;

import io.obsrv.schema.Schema;
import io.obsrv.table.Aggregation;
import io.obsrv.table.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The option {@code --measure}: {@code count}, or an aggregation and a field. */
final class MeasureOption {
  private MeasureOption() {}

  static List<Measure> all(List<String> texts) {
    return texts.isEmpty()
        ? List.of(Measure.count())
        : texts.stream().map(MeasureOption::parse).toList();
  }

  /** The measures of the columns that the fields have become. */
  static List<Measure> all(List<String> texts, Schema schema) {
    return all(texts).stream()
        .map(
            measure ->
                measure
                    .field()
                    .map(name -> FieldsOption.resolve(name, schema))
                    .map(column -> Measure.of(measure.aggregation(), column))
                    .orElse(measure))
        .toList();
  }

  /** Whether a measure says that its field is a number. */
  static boolean isArithmetic(Measure measure) {
    return measure.aggregation() == Aggregation.SUM || measure.aggregation() == Aggregation.AVG;
  }

  private static Measure parse(String text) {
    String[] parts = text.split(":", 2);
    Optional<Aggregation> aggregation =
        Arrays.stream(Aggregation.values()).filter(a -> a.label().equals(parts[0])).findFirst();
    boolean counts = aggregation.equals(Optional.of(Aggregation.COUNT));
    if (aggregation.isEmpty() || counts != (parts.length == 1)) {
      throw new UsageException(
          "--measure '" + text + "' must be count, sum:FIELD, min:FIELD, max:FIELD or avg:FIELD.");
    }
    return counts ? Measure.count() : Measure.of(aggregation.get(), parts[1]);
  }
}
