package io.obsrv.dataset;

import io.obsrv.policy.QualityRule;
import io.obsrv.policy.RuleBuilder;
import java.util.Arrays;
import java.util.List;

/** The tests of quality rules as JSON has them: a label, and the settings of each. */
enum TestForm {
  NOT_NULL("notNull", QualityRule.NotNull.class, List.of("column"), List.of()),
  RANGE("range", QualityRule.Range.class, List.of("column"), List.of("min", "max")),
  PATTERN("pattern", QualityRule.Pattern.class, List.of("column", "regex"), List.of()),
  IN_SET("inSet", QualityRule.InSet.class, List.of("column", "values"), List.of()),
  UNIQUE("unique", QualityRule.Unique.class, List.of("columns"), List.of()),
  JSONATA("jsonata", QualityRule.Predicate.class, List.of("expression"), List.of());

  private final String label;
  private final Class<? extends QualityRule.Test> type;
  private final List<String> required;
  private final List<String> optional;

  TestForm(
      String label,
      Class<? extends QualityRule.Test> type,
      List<String> required,
      List<String> optional) {
    this.label = label;
    this.type = type;
    this.required = required;
    this.optional = optional;
  }

  static TestForm of(QualityRule.Test test) {
    return Arrays.stream(values()).filter(f -> f.type.isInstance(test)).findFirst().orElseThrow();
  }

  String label() {
    return label;
  }

  List<String> required() {
    return required;
  }

  List<String> optional() {
    return optional;
  }

  void read(Settings settings, RuleBuilder builder) {
    settings.require(required.toArray(String[]::new));
    switch (this) {
      case UNIQUE -> settings.texts("columns", builder::unique);
      case JSONATA -> settings.text("expression", builder::jsonata);
      default -> settings.text("column", name -> read(settings, builder.column(name)));
    }
  }

  private void read(Settings settings, RuleBuilder.ColumnRule column) {
    switch (this) {
      case NOT_NULL -> column.notNull();
      case RANGE -> {
        settings.scalarOrNull("min", column::atLeast);
        settings.scalarOrNull("max", column::atMost);
      }
      case PATTERN -> settings.text("regex", column::matches);
      case IN_SET -> settings.texts("values", values -> column.in((Object[]) values));
      case UNIQUE, JSONATA -> throw new IllegalStateException(label + " is not of one column");
    }
  }
}
