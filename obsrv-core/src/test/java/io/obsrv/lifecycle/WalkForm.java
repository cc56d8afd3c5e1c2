package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Field;
import io.obsrv.schema.Schema;
import java.util.List;

/**
 * What the definitions of a walk can differ in.
 *
 * @param owner who is said to own the dataset
 * @param numbers whether sizes are integers, or else texts
 * @param fourEyes whether its author cannot approve it
 * @param table whether there is a table of grades
 * @param demanding whether a record must have a grade, or else is given one
 * @param broken whether it cannot be submitted
 */
record WalkForm(
    String owner,
    boolean numbers,
    boolean fourEyes,
    boolean table,
    boolean demanding,
    boolean broken) {

  static final WalkForm FIRST = new WalkForm("", false, false, false, false, false);

  /** The table that is there if one is declared. */
  static final String TABLE = "by_grade";

  private static final String ODD = "odd";

  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object", "required": ["grade"], "properties": {
            "id": {"type": "integer"}, "size": {"type": "string"},
            "grade": {"type": "string", "default": "m"}}}""");

  /** Another one, which differs in one thing or, for some numbers, in none. */
  WalkForm changed(int pick) {
    return switch (pick % 9) {
      case 0 -> new WalkForm("owner " + pick, numbers, fourEyes, table, demanding, broken);
      case 1, 2, 3 -> new WalkForm(owner, !numbers, fourEyes, table, demanding, broken);
      case 4 -> new WalkForm(owner, numbers, !fourEyes, table, demanding, broken);
      case 5 -> new WalkForm(owner, numbers, fourEyes, !table, demanding, broken);
      case 6 -> new WalkForm(owner, numbers, fourEyes, table, !demanding, broken);
      case 7 -> new WalkForm(owner, numbers, fourEyes, table, demanding, !broken);
      default -> this;
    };
  }

  /** The first definition of a dataset, in this form. */
  DefinitionBuilder declared(String id) {
    return onto(DatasetDefinition.named(id).schema(SCHEMA).key("id"), FIRST);
  }

  /** Edits a definition that has another form, where this one differs. */
  DefinitionBuilder onto(DefinitionBuilder definition, WalkForm before) {
    DefinitionBuilder changed = fourEyes ? definition.fourEyes() : definition.withoutFourEyes();
    changed.owner(owner);
    if (numbers != before.numbers) {
      changed.changeField("size", numbers ? Field.integer() : Field.string());
    }
    if (demanding != before.demanding) {
      Field grade = Field.string().required();
      changed.changeField("grade", demanding ? grade : grade.withDefault("m"));
    }
    return tables(changed, before);
  }

  /** Always in the same order, so that equal forms have equal hashes. */
  private DefinitionBuilder tables(DefinitionBuilder definition, WalkForm before) {
    if (before.table) {
      definition.withoutTable(TABLE);
    }
    if (before.broken) {
      definition.withoutTable(ODD);
    }
    if (table) {
      definition.table(TABLE, t -> t.groupBy("grade").count().max("id"));
    }
    if (broken) {
      definition.table(ODD, t -> t.groupBy("nowhere").count());
    }
    return definition;
  }

  /** The form that a definition has. */
  static WalkForm of(DatasetDefinition definition) {
    List<String> tables = definition.tables().stream().map(table -> table.name()).toList();
    Schema schema = definition.schema();
    return new WalkForm(
        definition.owner(),
        schema.column("size").orElseThrow().type() == ColumnType.INTEGER,
        definition.fourEyes(),
        tables.contains(TABLE),
        schema.column("grade").orElseThrow().defaultValue().isEmpty(),
        tables.contains(ODD));
  }
}
