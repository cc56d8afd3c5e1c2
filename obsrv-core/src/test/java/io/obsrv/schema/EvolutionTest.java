package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionTest {
  private static Schema schema(String keywords) {
    return Schema.parse("{'type':'object',%s}".formatted(keywords).replace('\'', '"'));
  }

  private static Schema a(String keywords) {
    return schema("'properties':{'a':{%s}}".formatted(keywords));
  }

  /** What a row becomes, and what contradicts it. */
  private static String evolved(Schema live, Schema next, @Nullable Object... values) {
    Evolved evolved = Evolution.between(live, next).apply(new Row(values));
    return evolved.row()
        + " "
        + evolved.contradictions().stream()
            .map(each -> each.column() + " " + each.code() + " " + each.message())
            .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'string' | '7' | 'type':'integer' | [7] []",
        "'type':'string' | 'x' | 'type':'integer' | [null] [a WRONG_TYPE '\"x\"' is not an integer]",
        "'type':'integer' | 7 | 'type':'boolean' | [null] [a WRONG_TYPE '7' cannot be a value of type boolean]",
        "'type':'string' | '7' | 'type':'integer','minimum':8 | [7] [a CONSTRAINT '7': must have a minimum value of 8]",
        "'type':'string','enum':['x','y'] | 'y' | 'type':'string','enum':['x'] | [y] [a CONSTRAINT 'y': does not have a value in the enumeration [\"x\"]]",
        "'type':'string','enum':['x','y'] | 'x' | 'type':'string','enum':['x'] | [x] []",
        "'type':'string','maxLength':3 | 'long' | 'type':'string','maxLength':3,'minLength':1 | [long] []",
        "'type':'string','maxLength':9 | 'long' | 'type':'string','maxLength':3 | [long] [a CONSTRAINT 'long': must be at most 3 characters long]",
        "'type':'string' | 'x' | 'type':'string','pattern':'[0-9]' | [x] [a CONSTRAINT 'x': does not match the regex pattern [0-9]]",
        "'type':'string' | 'x' | 'type':'string','format':'email' | [x] [a BAD_FORMAT 'x': does not match the email pattern must be a valid RFC 5321 Mailbox]",
        "'type':'number' | 7.5 | 'type':'number','multipleOf':0.25 | [7.5] []",
        "'type':'array' | [1] | 'type':'array','items':{'type':'string'} | [[1]] [a WRONG_TYPE '[1]': integer found, string expected]",
        "'type':['array','string'] | 'x' | 'type':'array' | [\"x\"] [a WRONG_TYPE '\"x\"': string found, array expected]",
        "'type':'string','format':'date' | '2018-02-06' | 'type':'string','format':'date-time' | [2018-02-06T00:00:00Z] []",
        "'type':'string','format':'date-time' | '2018-02-06T00:00:00Z' | 'type':'integer','format':'epoch-millis' | [2018-02-06T00:00:00Z] []",
      })
  void a_value_is_converted_and_held_against_what_changed(
      String live, String value, String next, String expected) throws UnreadableValueException {
    Schema from = a(live);
    Object stored = from.columns().get(0).read(JsonText.parse(value.replace('\'', '"')));
    assertThat(evolved(from, a(next), Optional.ofNullable(stored).orElseThrow()))
        .isEqualTo(expected);
  }

  @Test
  void a_null_contradicts_what_became_required_and_nothing_else() {
    Schema live = a("'type':'string'");
    String next = "'properties':{'a':{'type':'string','minLength':3}}";
    assertThat(evolved(live, schema(next), (Object) null)).isEqualTo("[null] []");
    assertThat(evolved(live, schema("'required':['a']," + next), (Object) null))
        .isEqualTo("[null] [a MISSING_FIELD has no value, must have one or a default]");
  }

  @Test
  void a_new_field_has_its_default_and_without_one_contradicts_if_it_is_required() {
    Schema live = a("'type':'string'");
    String fields =
        "'required':['b'],'properties':{'a':{'type':'string'},'b':{'type':'integer'%s}}";
    assertThat(evolved(live, schema(fields.formatted(",'default':5")), "x")).isEqualTo("[x, 5] []");
    assertThat(evolved(live, schema(fields.formatted("")), "x"))
        .isEqualTo("[x, null] [b MISSING_FIELD has no value, must have one or a default]");
  }

  @Test
  void inside_an_object_only_rows_that_have_the_object_are_concerned() {
    Schema live =
        schema("'properties':{'o':{'type':'object','properties':{'a':{'type':'string'}}}}");
    String object =
        "'properties':{'o':{'type':'object','required':['b'],'properties':{'a':{'type':'string'},'b':{'type':'integer'%s}}}}";
    Schema needed = schema(object.formatted(""));
    assertThat(evolved(live, needed, (Object) null)).isEqualTo("[null, null] []");
    assertThat(evolved(live, needed, "x"))
        .isEqualTo("[x, null] [o_b MISSING_FIELD has no value, must have one or a default]");
    Schema given = schema(object.formatted(",'default':5"));
    assertThat(evolved(live, given, (Object) null)).isEqualTo("[null, null] []");
    assertThat(evolved(live, given, "x")).isEqualTo("[x, 5] []");
  }

  @Test
  void a_renamed_field_keeps_its_values_and_one_that_is_gone_contradicts_if_it_had_any() {
    Schema live = schema("'properties':{'a':{'type':'integer'},'b':{'type':'string'}}");
    Schema next = schema("'properties':{'c':{'type':'string','x-aliases':['a']}}");
    assertThat(evolved(live, next, 7L, null)).isEqualTo("[7] []");
    assertThat(evolved(live, next, 7L, "x"))
        .isEqualTo("[7] [b UNKNOWN_FIELD 'x' is stored, but the field is gone]");
    assertThat(Evolution.between(live, next).origin(next.columns().get(0)).map(Column::name))
        .contains("a");
  }

  @Test
  void references_lead_to_where_they_do_in_the_whole_schema() {
    String document = "'properties':{'a':{'type':'array','items':{'$ref':'#/$defs/x'}}},'$defs':%s";
    Schema live = schema(document.formatted("{'x':{'type':['string','integer']}}"));
    Schema next = schema(document.formatted("{'x':{'$ref':'#/$defs/y'},'y':{'type':'string'}}"));
    assertThat(evolved(live, next, JsonText.parse("[\"x\"]"))).isEqualTo("[[\"x\"]] []");
    assertThat(evolved(live, next, JsonText.parse("[7]")))
        .isEqualTo("[[7]] [a WRONG_TYPE '[7]': integer found, string expected]");
    assertThat(SchemaChanges.between(live, next, Compatibility.BACKWARD))
        .extracting(SchemaChange::kind)
        .containsExactly(ChangeKind.CONSTRAINT_CHANGED);
  }

  private static final List<String> FIELDS =
      List.of(
          "'type':'string'",
          "'type':'string','enum':['x','7']",
          "'type':'string','enum':['x']",
          "'type':'string','minLength':2",
          "'type':'integer'",
          "'type':'integer','minimum':5",
          "'type':'number'",
          "'type':'number','x-precision':30,'x-scale':5",
          "'type':'boolean'",
          "'type':'array'",
          "'type':['array','string']");

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void what_is_safe_is_never_contradicted_and_what_holds_passes_the_next_schema(
      @ForAll("schemas") String live,
      @ForAll("schemas") String next,
      @ForAll("records") String record)
      throws UnreadableValueException {
    Schema from = schema(live);
    Schema to = schema(next);
    if (!from.violations(JsonText.parse(record)).isEmpty()) {
      return;
    }
    @Nullable Object[] values = new @Nullable Object[from.columns().size()];
    for (Column column : from.columns()) {
      JsonNode value = JsonText.parse(record).path(column.name());
      values[from.indexOf(column.name())] = value.isMissingNode() ? null : column.read(value);
    }
    Evolved evolved = Evolution.between(from, to).apply(new Row(values));
    boolean safe =
        SchemaChanges.between(from, to, Compatibility.BACKWARD).stream()
            .allMatch(change -> change.changeClass() == ChangeClass.SAFE);
    if (safe) {
      assertThat(evolved.contradictions()).isEmpty();
    }
    if (!Evolution.between(from, to).isContradictable()) {
      assertThat(evolved.contradictions()).isEmpty();
    }
    if (evolved.contradictions().isEmpty()) {
      assertThat(to.violations(JsonText.parse(json(to, evolved.row())))).isEmpty();
    }
  }

  private static String json(Schema schema, Row row) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Column column : schema.columns()) {
      Object value = row.value(schema.indexOf(column.name()));
      if (value != null) {
        object.set(column.name(), column.write(value));
      }
    }
    return JsonText.write(object);
  }

  @Provide
  Arbitrary<String> schemas() {
    Arbitrary<String> field = Arbitraries.of(FIELDS);
    return Combinators.combine(
            field, field, Arbitraries.of("", "'a'", "'b'"), Arbitraries.of("b", "c"))
        .as(
            (a, b, required, name) ->
                "'required':[%s],'properties':{'a':{%s},'%s':{%s%s}}"
                    .formatted(
                        required.replace("b", name),
                        a,
                        name,
                        b,
                        name.equals("c") ? ",'x-aliases':['b']" : ""));
  }

  @Provide
  Arbitrary<String> records() {
    Arbitrary<String> value =
        Arbitraries.of("\"x\"", "\"7\"", "\"\"", "7", "4", "7.5", "true", "[1]", "[]");
    return Combinators.combine(value, value, Arbitraries.integers().between(0, 4))
        .as(
            (a, b, form) ->
                switch (form) {
                  case 0 -> "{}";
                  case 1 -> "{\"a\":%s}".formatted(a);
                  case 2 -> "{\"b\":%s}".formatted(b);
                  case 3 -> "{\"a\":%s,\"b\":%s}".formatted(a, b);
                  default -> "{\"a\":%s,\"c\":%s}".formatted(a, b);
                });
  }
}
