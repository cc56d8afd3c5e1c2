package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaChangesTest {
  /** These are changes of other settings than the schema. */
  private static final Set<ChangeKind> OF_DEFINITIONS =
      EnumSet.of(
          ChangeKind.KEY_CHANGED,
          ChangeKind.TIME_CHANGED,
          ChangeKind.ZONE_CHANGED,
          ChangeKind.LOCATION_CHANGED,
          ChangeKind.TABLE_CHANGED);

  /**
   * One change.
   *
   * @param live keywords of the schema beside its type, then those of the next one
   */
  private record Case(String live, String next, ChangeKind kind, String path, String values) {}

  private static String a(String keywords) {
    return "'properties':{'k':{'type':'integer'},'a':{%s}}".formatted(keywords);
  }

  private static String none(String required) {
    return "'required':[%s],'properties':{'k':{'type':'integer'},'a':{'type':'string'}}"
        .formatted(required);
  }

  private static Case one(String live, String next, ChangeKind kind, String path, String values) {
    return new Case(a(live), a(next), kind, path, values);
  }

  private static Schema schema(String keywords) {
    return Schema.parse("{'type':'object',%s}".formatted(keywords).replace('\'', '"'));
  }

  static List<Case> cases() {
    String k = "'properties':{'k':{'type':'integer'}}";
    String s = "'type':'string'";
    String i = "'type':'integer'";
    String n = "'type':'number'";
    String t = "'type':'string','format':'date-time'";
    return List.of(
        new Case(k, a(s), ChangeKind.FIELD_ADDED, "a", " → string"),
        new Case(
            k,
            "'required':['a']," + a(s + ",'default':'x'"),
            ChangeKind.FIELD_ADDED,
            "a",
            " → string"),
        new Case(k, none("'a'"), ChangeKind.REQUIRED_FIELD_ADDED, "a", " → string"),
        new Case(none(""), k, ChangeKind.FIELD_REMOVED, "a", "string → "),
        new Case(none("'a'"), k, ChangeKind.REQUIRED_FIELD_REMOVED, "a", "string → "),
        new Case(
            a(s),
            "'properties':{'k':{'type':'integer'},'b':{'type':'string','x-aliases':['a']}}",
            ChangeKind.FIELD_RENAMED,
            "b",
            "a → b"),
        one(s, s + ",'x-column':'c'", ChangeKind.FIELD_RENAMED, "a/x-column", "a → c"),
        new Case(
            a(s),
            "'properties':{'k':{'type':'integer'},'b':{'type':'string','x-column':'a'}}",
            ChangeKind.FIELD_MOVED,
            "b",
            "a → b"),
        one(s + ",'x-aliases':['o']", s, ChangeKind.ALIAS_DROPPED, "a/x-aliases", "o → "),
        new Case(none(""), none("'a'"), ChangeKind.BECAME_REQUIRED, "a", "optional → required"),
        new Case(none("'a'"), none(""), ChangeKind.BECAME_OPTIONAL, "a", "required → optional"),
        one(
            i,
            n + ",'x-precision':25,'x-scale':2",
            ChangeKind.TYPE_WIDENED,
            "a",
            "integer → decimal(25, 2)"),
        one(i, s, ChangeKind.TYPE_WIDENED, "a", "integer → string"),
        one("'type':'string','format':'date'", t, ChangeKind.TYPE_WIDENED, "a", "date → timestamp"),
        one(
            i + ",'minimum':0,'maximum':9007199254740992",
            n + ",'minimum':0,'maximum':9007199254740992",
            ChangeKind.TYPE_WIDENED,
            "a",
            "integer → number"),
        one(i, n, ChangeKind.INTEGER_BECAME_NUMBER, "a", "integer → number"),
        one(s, i, ChangeKind.TYPE_NARROWED, "a", "string → integer"),
        one(
            n + ",'x-precision':12,'x-scale':2",
            n + ",'x-precision':9,'x-scale':2",
            ChangeKind.TYPE_NARROWED,
            "a",
            "decimal(12, 2) → decimal(9, 2)"),
        one(
            t,
            "'type':'string','format':'date'",
            ChangeKind.TYPE_NARROWED,
            "a",
            "timestamp → date"),
        one(
            i,
            n + ",'x-precision':5,'x-scale':2",
            ChangeKind.TYPE_CHANGED,
            "a",
            "integer → decimal(5, 2)"),
        one(s, "'type':'array'", ChangeKind.TYPE_CHANGED, "a", "string → json"),
        one(s, "'type':['array','string']", ChangeKind.TYPE_WIDENED, "a", "string → json"),
        one(i, "'type':'boolean'", ChangeKind.TYPE_REPLACED, "a", "integer → boolean"),
        one(
            t,
            "'type':'string','format':'iso-8601'",
            ChangeKind.TIME_FORMAT_WIDENED,
            "a/format",
            "date-time → iso-8601"),
        one(
            t,
            "'type':'integer','format':'epoch-millis'",
            ChangeKind.TIME_FORMAT_CHANGED,
            "a/format",
            "date-time → epoch-millis"),
        one(
            s + ",'enum':['x']",
            s + ",'enum':['x','y']",
            ChangeKind.ENUM_ENLARGED,
            "a/enum",
            "[\"x\"] → [\"x\",\"y\"]"),
        one(
            s + ",'enum':['x','y']",
            s + ",'enum':['x']",
            ChangeKind.ENUM_SHRUNK,
            "a/enum",
            "[\"x\",\"y\"] → [\"x\"]"),
        one(i + ",'minimum':5", i, ChangeKind.CONSTRAINT_RELAXED, "a/minimum", "5 → "),
        one(
            i + ",'minimum':5",
            i + ",'minimum':4",
            ChangeKind.CONSTRAINT_RELAXED,
            "a/minimum",
            "5 → 4"),
        one(
            i + ",'multipleOf':4",
            i + ",'multipleOf':2",
            ChangeKind.CONSTRAINT_RELAXED,
            "a/multipleOf",
            "4 → 2"),
        one(
            s,
            "'type':['string','null']",
            ChangeKind.CONSTRAINT_RELAXED,
            "a/type",
            "string → [\"string\",\"null\"]"),
        one(
            s,
            "'type':['string','integer']",
            ChangeKind.CONSTRAINT_RELAXED,
            "a/type",
            "string → [\"string\",\"integer\"]"),
        one(i, i + ",'maximum':5", ChangeKind.CONSTRAINT_TIGHTENED, "a/maximum", " → 5"),
        one(
            s + ",'maxLength':5",
            s + ",'maxLength':4",
            ChangeKind.CONSTRAINT_TIGHTENED,
            "a/maxLength",
            "5 → 4"),
        one(s, s + ",'format':'email'", ChangeKind.CONSTRAINT_TIGHTENED, "a/format", " → email"),
        one(
            "'type':['string','array']",
            "'type':'array'",
            ChangeKind.CONSTRAINT_TIGHTENED,
            "a/type",
            "[\"string\",\"array\"] → array"),
        one(
            s + ",'pattern':'a'",
            s + ",'pattern':'b'",
            ChangeKind.CONSTRAINT_CHANGED,
            "a/pattern",
            "a → b"),
        one(
            s + ",'enum':['x']",
            s + ",'enum':['y']",
            ChangeKind.CONSTRAINT_CHANGED,
            "a/enum",
            "[\"x\"] → [\"y\"]"),
        new Case(
            a(s),
            a(s) + ",'additionalProperties':false",
            ChangeKind.OBJECT_RULE_CHANGED,
            "additionalProperties",
            " → false"),
        one(s, s + ",'default':'x'", ChangeKind.DEFAULT_CHANGED, "a/default", " → x"),
        one(s + ",'default':'x'", s, ChangeKind.DEFAULT_CHANGED, "a/default", "x → "),
        new Case(
            "'required':['a']," + a(s + ",'default':'x'"),
            "'required':['a']," + a(s),
            ChangeKind.DEFAULT_DROPPED,
            "a/default",
            "x → "),
        one(s, s + ",'description':'x'", ChangeKind.DESCRIPTION_CHANGED, "a/description", " → x"),
        new Case(
            a(s),
            "'properties':{'a':{'type':'string'},'k':{'type':'integer'}}",
            ChangeKind.DESCRIPTION_CHANGED,
            "",
            " → "));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_change_has_the_class_that_the_table_says(Case given) {
    for (Compatibility compatibility : Compatibility.values()) {
      List<SchemaChange> changes =
          SchemaChanges.between(schema(given.live), schema(given.next), compatibility);
      assertThat(changes)
          .extracting(
              SchemaChange::kind,
              SchemaChange::path,
              change -> change.before() + " → " + change.after(),
              SchemaChange::changeClass)
          .containsExactly(
              tuple(
                  given.kind,
                  given.path,
                  given.values,
                  EvolutionRules.classOf(given.kind, compatibility)));
    }
  }

  @Test
  void every_row_of_the_table_about_schemas_is_tried() {
    assertThat(cases().stream().map(Case::kind).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(OF_DEFINITIONS)));
  }

  @Test
  void the_table_has_one_row_for_each_kind() {
    assertThat(EvolutionRules.ALL.stream().map(EvolutionRule::kind))
        .containsExactlyElementsOf(Arrays.asList(ChangeKind.values()));
  }

  @Test
  void full_asks_for_what_either_asks_for_and_none_only_for_what_has_to_be_written_again() {
    assertThat(EvolutionRules.ALL)
        .allSatisfy(
            rule -> {
              assertThat(rule.under(Compatibility.FULL))
                  .isGreaterThanOrEqualTo(rule.under(Compatibility.BACKWARD))
                  .isGreaterThanOrEqualTo(rule.under(Compatibility.FORWARD));
              assertThat(rule.under(Compatibility.NONE))
                  .isIn(ChangeClass.SAFE, ChangeClass.REBUILD);
            });
  }

  @Test
  void equal_schemas_have_no_change() {
    assertThat(cases())
        .allSatisfy(
            each ->
                assertThat(
                        SchemaChanges.between(
                            schema(each.live), schema(each.live), Compatibility.FULL))
                    .isEmpty());
  }

  @Test
  void all_changes_are_told_in_the_order_of_the_next_schema_and_renamed_objects_once() {
    Schema live =
        schema(
            "'required':['id'],'properties':{'id':{'type':'integer'},'gone':{'type':'string'},'at':{'type':'object','properties':{'lat':{'type':'integer'},'lon':{'type':'integer'}}}}");
    Schema next =
        schema(
            "'required':['at'],'properties':{'id':{'type':'string','minLength':3},'place':{'type':'object','x-aliases':['at'],'required':['new'],'properties':{'lat':{'type':'integer'},'long':{'type':'string','x-aliases':['lon']},'new':{'type':'string'}}}}");
    assertThat(
            SchemaChanges.between(live, next, Compatibility.BACKWARD).stream()
                .map(SchemaChange::toString))
        .containsExactly(
            "id: required field became optional (required → optional), safe",
            "id: type widened (integer → string), safe",
            "id/minLength: constraint tightened or added (— → 3), data-verified",
            "place: field renamed, the old name kept as an alias (at → place), safe",
            "place/long: field renamed, the old name kept as an alias (at/lon → place/long), safe",
            "place/long: type widened (integer → string), safe",
            "place/new: required field added without a default (— → string), data-verified",
            "gone: optional field removed (string → —), data-verified");
  }
}
