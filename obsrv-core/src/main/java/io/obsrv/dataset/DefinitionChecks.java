package io.obsrv.dataset;

import io.obsrv.error.Problems;
import io.obsrv.policy.Retention;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Schema;
import io.obsrv.table.AggregateTable;
import io.obsrv.table.RollupPlan;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether the parts of a definition fit each other. */
public final class DefinitionChecks {
  private DefinitionChecks() {}

  /**
   * Collects every problem that can be seen in the definition alone.
   *
   * @param definition the definition
   * @param problems where they are added
   */
  public static void check(DatasetDefinition definition, Problems problems) {
    Schema schema = definition.schema();
    if (definition.kind().upserts() && definition.key().isEmpty()) {
      problems.add("key", "is missing; a dataset of kind " + definition.kind() + " needs one");
    }
    for (String name : definition.key()) {
      column(schema, "key", name, problems)
          .filter(column -> column.type() == ColumnType.JSON)
          .ifPresent(column -> problems.add("key", "'" + name + "' is JSON, must be a scalar"));
    }
    Set<String> names = new HashSet<>();
    definition.key().stream()
        .filter(name -> !names.add(name))
        .forEach(name -> problems.add("key", "'" + name + "' is there twice, must be there once"));
    definition
        .time()
        .flatMap(name -> column(schema, "time", name, problems))
        .filter(column -> !column.type().isTemporal())
        .ifPresent(
            column ->
                problems.add(
                    "time",
                    "'%s' is %s, must be a timestamp or date"
                        .formatted(column.name(), column.type().label())));
    retention(definition, problems);
    new StagesChecks(definition, problems).check();
    for (AggregateTable table : definition.tables()) {
      RollupPlan.compile(
          table,
          schema,
          definition.time(),
          definition.zone(),
          problems.under("tables").under(table.name()));
    }
  }

  /** A bucket has to be over before its rows go, or it would never be whole. */
  private static void retention(DatasetDefinition definition, Problems problems) {
    if (definition.retention().isEmpty()) {
      return;
    }
    Retention retention = definition.retention().get();
    if (retention.by() == Retention.Basis.EVENT_TIME && definition.time().isEmpty()) {
      problems.add(
          "retention",
          "goes by event time, but the dataset has no time column; name it with time(…)");
    }
    for (AggregateTable table : definition.tables()) {
      table
          .every()
          .filter(every -> table.retention().isPresent())
          .filter(every -> retention.period().compareTo(every.longest()) < 0)
          .ifPresent(
              every ->
                  problems
                      .under("tables")
                      .under(table.name())
                      .add(
                          "retention",
                          "keeps buckets of a %s whose rows are kept for %s only, must be at least %s"
                              .formatted(every.label(), retention.period(), every.longest())));
    }
  }

  static Optional<Column> column(Schema schema, String path, String name, Problems problems) {
    Optional<Column> column = schema.column(name);
    if (column.isEmpty()) {
      problems.add(path, "'" + name + "' is not a column of the schema " + schema.columnNames());
    }
    return column;
  }
}
