package io.obsrv.dataset;

import io.obsrv.error.Problems;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Schema;
import io.obsrv.table.AggregateTable;
import io.obsrv.table.RollupPlan;
import java.util.Optional;

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

  static Optional<Column> column(Schema schema, String path, String name, Problems problems) {
    Optional<Column> column = schema.column(name);
    if (column.isEmpty()) {
      problems.add(path, "'" + name + "' is not a column of the schema " + schema.columnNames());
    }
    return column;
  }
}
