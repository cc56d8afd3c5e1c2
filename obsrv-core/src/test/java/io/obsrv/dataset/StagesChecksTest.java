package io.obsrv.dataset;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.schema.Schema;
import org.junit.jupiter.api.Test;

class StagesChecksTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object", "required": ["id", "mail"], "properties": {
            "id": {"type": "string"}, "mail": {"type": "string"}, "name": {"type": "string"},
            "amount": {"type": "number"}, "at": {"type": "string", "format": "date"},
            "tags": {"type": "array"}}}
          """);

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders").schema(SCHEMA);
  }

  private static void told(DefinitionBuilder definition, String... expected) {
    Problems problems = new Problems();
    DefinitionChecks.check(definition.build(), problems);
    assertThat(problems.list().stream().map(Problem::toString)).containsExactly(expected);
  }

  @Test
  void kinds_that_replace_rows_need_a_key_and_only_they_delete() {
    told(orders().kind(Kind.MASTER), "key: is missing; a dataset of kind MASTER needs one");
    told(
        orders().deletedWhen(field("gone").isNotNull()),
        "deletedWhen: is for kinds TRANSACTION and MASTER; events are never deleted",
        "deletedWhen: 'gone' is not a column (columns: id, mail, name, amount, at, tags)");
    told(orders().kind(Kind.TRANSACTION).key("id").deletedWhen(field("name").equalTo("x")));
  }

  @Test
  void enrichments_fill_columns_that_may_be_empty_once() {
    told(
        orders()
            .key("name")
            .enrich(
                "a", e -> e.from("orders").on("who", "tags").field("x", "mail").field("y", "gone"))
            .enrich(
                "b",
                e ->
                    e.from("My Data")
                        .on("id")
                        .field("x", "amount")
                        .field("y", "amount")
                        .field("z", "name")),
        "enrichments/a/dataset: is this dataset, must be another one",
        "enrichments/a/on: 'who' is not a column of the schema (columns: id, mail, name, amount,"
            + " at, tags)",
        "enrichments/a/on: 'tags' is JSON, must be a scalar",
        "enrichments/a/fields: 'mail' is required, must not be: it may get no value",
        "enrichments/a/fields: 'gone' is not a column of the schema (columns: id, mail, name,"
            + " amount, at, tags)",
        "enrichments/b/dataset: 'My Data' must be 1 to 56 lower-case letters (a-z), digits, '_' and"
            + " '-', beginning with a letter",
        "enrichments/b/fields: 'amount' is filled by enrichment 'b' already",
        "enrichments/b/fields: 'name' is part of the key, must not be changed");
  }

  @Test
  void transformations_change_columns_that_are_not_of_the_key() {
    told(
        orders()
            .key("id")
            .transform("a", t -> t.jsonata("mail", "1 +").when(field("amount").atLeast("much")))
            .transform("b", t -> t.mask("amount", 4))
            .transform("c", t -> t.encrypt("id", "pii"))
            .transform("d", t -> t.tokenise("gone", "pii"))
            .transform("fine", t -> t.mask("mail", 2)),
        "transformations/a/column: 'mail' is required, must not be: it may get no value",
        "transformations/a/expression: is not JSONata: Unexpected end of expression",
        "transformations/a/when: amount >= much: 'amount' is number; '\"much\"' is not a number",
        "transformations/b/column: 'amount' is number, must be string",
        "transformations/c/column: 'id' is part of the key, must not be changed",
        "transformations/d/column: 'gone' is not a column of the schema (columns: id, mail, name,"
            + " amount, at, tags)");
  }

  @Test
  void rules_ask_what_their_columns_can_answer() {
    told(
        orders()
            .transform("mask", t -> t.mask("mail", 2))
            .transform("hide", t -> t.encrypt("name", "pii"))
            .rule("hidden", r -> r.unique("id", "name"))
            .rule("mask", r -> r.column("gone").notNull())
            .rule("range", r -> r.column("at").between("yesterday", "2020-01-01"))
            .rule("order", r -> r.column("amount").between(5, 1))
            .rule("pattern", r -> r.column("amount").matches("(a"))
            .rule("set", r -> r.column("tags").in("a"))
            .rule("unique", r -> r.unique("tags", "gone"))
            .rule("expression", r -> r.jsonata("long ~> /a/")),
        "rules/hidden/columns: 'name' is encrypted by transformation 'hide', so that no two values"
            + " are equal; tokenise it to keep it unique",
        "rules/mask: is the name of a transformation too, must be another: both name warnings",
        "rules/mask/column: 'gone' is not a column of the schema (columns: id, mail, name, amount,"
            + " at, tags)",
        "rules/range/min: at = yesterday: 'at' is date; 'yesterday' is not a date such as"
            + " 2018-02-06",
        "rules/order/min: is 5.0, must be at most max, 1.0",
        "rules/pattern/column: 'amount' is number, must be string",
        "rules/pattern/regex: '(a' is not a regular expression: Unclosed group",
        "rules/set/values: 'tags' is JSON, which cannot be compared",
        "rules/unique/columns: 'tags' is JSON, must be a scalar",
        "rules/unique/columns: 'gone' is not a column of the schema (columns: id, mail, name,"
            + " amount, at, tags)",
        "rules/expression/expression: a regular expression can only be an argument of $match,"
            + " $contains, $replace and $split");
  }

  @Test
  void builders_refuse_at_the_call() {
    assertThatThrownBy(() -> orders().rule("Big", r -> r))
        .hasMessageStartingWith("rule name 'Big' must be 1 to 48 lower-case letters");
    assertThatThrownBy(() -> orders().rule("big", r -> r))
        .hasMessage("rule 'big' asks for nothing; call column(…), unique(…) or jsonata(…)");
    assertThatThrownBy(() -> orders().rule("big", r -> r.unique("id").jsonata("true")))
        .hasMessage("rule 'big' asks for two things, must ask for one");
    assertThatThrownBy(() -> orders().transform("x", t -> t.mask("mail", -1)))
        .hasMessage("keepLast is -1, must be 0 to 1000");
    assertThatThrownBy(() -> orders().transform("x", t -> t.lenient()))
        .hasMessageStartingWith("transformation 'x' does nothing; call jsonata(…)");
    assertThatThrownBy(() -> orders().enrich("x", e -> e.from("m").field("a", "b")))
        .hasMessage("enrichment 'x' has no column to look up; call on(…)");
    assertThatThrownBy(() -> orders().envelope("a", "a.b"))
        .hasMessageContaining("must be different fields, neither within the other");
    assertThatThrownBy(() -> orders().withoutRule("x")).hasMessage("there is no rule 'x'");
  }
}
