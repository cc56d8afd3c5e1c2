package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.error.RejectionCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
  private static Schema of(String properties) {
    return Schema.parse(
        "{'type':'object','properties':{%s}}".formatted(properties).replace('\'', '"'));
  }

  private static List<String> columns(Schema schema) {
    return schema.columns().stream()
        .map(column -> column.name() + " " + column.type().label() + (column.required() ? "!" : ""))
        .toList();
  }

  private static JsonNode json(String text) {
    return JsonText.parse(text.replace('\'', '"'));
  }

  private static List<String> violations(Schema schema, String event) {
    return schema.violations(json(event)).stream()
        .map(v -> v.code() + " " + v.path() + " " + v.message())
        .toList();
  }

  @Nested
  class Columns {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'type':'string' | string",
          "'type':['string','null'] | string",
          "'type':'integer' | integer",
          "'type':'number' | number",
          "'type':['integer','number'] | number",
          "'type':'number','x-precision':12,'x-scale':2 | decimal",
          "'type':'integer','x-precision':40 | decimal",
          "'type':'boolean' | boolean",
          "'type':'string','format':'date-time' | timestamp",
          "'type':'string','format':'local-date-time' | timestamp",
          "'type':'string','format':'date' | date",
          "'type':'string','format':'email' | string",
          "'type':'string','x-time-pattern':'dd.MM.yyyy' | timestamp",
          "'type':'integer','format':'epoch-millis' | timestamp",
          "'type':'integer','format':'epoch-seconds' | timestamp",
          "'type':'string','format':'epoch-seconds' | string",
          "'type':['string','integer'] | string",
          "'type':['boolean','number'] | string",
          "'type':'array' | json",
          "'type':'object' | json",
          "'type':['string','array'] | json",
          "'enum':[1] | json",
        },
        quoteCharacter = '`')
    void derive_their_type_from_the_keywords(String keywords, String type) {
      assertThat(columns(of("'a':{%s}".formatted(keywords)))).containsExactly("a " + type);
    }

    @Test
    void flatten_nested_objects_in_the_order_of_the_document() {
      Schema schema =
          of(
              "'z':{'type':'string'},'a':{'type':'object','properties':{'y':{'type':'integer'},'b':{'type':'boolean'}}}");
      assertThat(columns(schema)).containsExactly("z string", "a_y integer", "a_b boolean");
      assertThat(schema.column("a_b").orElseThrow().pointer()).isEqualTo("/a/b");
      assertThat(schema.indexOf("a_b")).isEqualTo(2);
      assertThat(schema.shape().fields().keySet()).containsExactly("z", "a");
    }

    @Test
    void are_required_only_if_all_objects_around_them_are_and_null_is_no_type() {
      Schema schema =
          Schema.of(
              json(
                  """
                  {'type':'object','required':['a','b','n'],'properties':{
                    'a':{'type':'object','required':['x'],'properties':{'x':{'type':'string'},'y':{'type':'string'}}},
                    'o':{'type':'object','required':['x'],'properties':{'x':{'type':'string'}}},
                    'n':{'type':['object','null'],'required':['x'],'properties':{'x':{'type':'string'}}},
                    'b':{'type':['string','null']}}}
                  """));
      assertThat(columns(schema))
          .containsExactly("a_x string!", "a_y string", "o_x string", "n_x string", "b string");
    }

    @Test
    void have_pointers_in_which_slashes_and_tildes_are_escaped() {
      assertThat(of("'a/b~c':{'type':'string'}").columns().get(0).pointer()).isEqualTo("/a~1b~0c");
    }

    @Test
    void follow_references_and_let_keywords_beside_them_come_first() {
      Schema schema =
          Schema.of(
              json(
                  """
                  {'type':'object','$defs':{'money':{'type':'number','x-precision':10,'x-scale':2,'x-column':'money'}},
                   'properties':{'a':{'$ref':'#/$defs/money','x-column':'price'},'b':{'$ref':'#/$defs/money','x-scale':4}}}
                  """));
      assertThat(columns(schema)).containsExactly("price decimal", "money decimal");
      assertThat(schema.columns().get(1).precision()).contains(new Precision(10, 4));
    }

    @Test
    void of_an_object_that_holds_itself_end_in_one_json_column() {
      Schema schema =
          Schema.of(
              json(
                  """
                  {'type':'object','$defs':{'node':{'type':'object','properties':{
                      'value':{'type':'integer'},'left':{'$ref':'#/$defs/node'},'right':{'$ref':'#/$defs/node'}}}},
                   'properties':{'tree':{'$ref':'#/$defs/node'},'self':{'$ref':'#'}}}
                  """));
      assertThat(columns(schema))
          .containsExactly("tree_value integer", "tree_left json", "tree_right json", "self json");
      assertThat(violations(schema, "{'tree':{'left':{'right':{'value':'x'}}}}"))
          .containsExactly("WRONG_TYPE /tree/left/right/value string found, integer expected");
    }
  }

  @Nested
  class Refusals {
    private void refused(String document, String... problems) {
      assertThatThrownBy(() -> Schema.parse(document.replace('\'', '"')))
          .isInstanceOfSatisfying(
              io.obsrv.error.InvalidException.class,
              e ->
                  assertThat(e.problems().stream().map(Object::toString)).containsExactly(problems))
          .hasMessageStartingWith("The schema cannot be used, ");
    }

    private void propertiesRefused(String properties, String... problems) {
      refused("{'type':'object','properties':{%s}}".formatted(properties), problems);
    }

    @Test
    void name_all_problems_at_once() {
      propertiesRefused(
          """
          'a':{'type':'strin'},'b':{'type':'number','x-precision':0},'_seq':{'type':'string'},
          'd':{'$ref':'http://example.org/d.json'},'e':{'type':'string','x-time-pattern':'nonsense'}
          """,
          "properties/a/type: does not have a value in the enumeration [\"array\", \"boolean\", \"integer\", \"null\", \"number\", \"object\", \"string\"]",
          "properties/a/type: string found, array expected",
          "properties/d/$ref: \"http://example.org/d.json\" is another document, must be within this one (#…)",
          "b/x-precision: precision is 0, must be 1 to 100",
          "_seq: column name '_seq' is kept for a column of the library; name it with \"x-column\"",
          "e/x-time-pattern: 'nonsense' is no pattern of java.time: Unknown pattern letter: o");
    }

    @Test
    void of_texts_that_are_not_json_say_where() {
      refused(
          "{'type':",
          "the text is not JSON: Unexpected end-of-input within/between Object entries (line 1, column 9)");
    }

    @Test
    void of_documents_that_are_not_of_type_object() {
      refused("[1]", "it is '[1]', must be a JSON object");
      refused("", "it is 'null', must be a JSON object");
      refused(
          "{'type':'string'}",
          "type: is \"string\", must be \"object\"",
          "properties: the schema has no field, must have at least one");
      refused(
          "{}",
          "type: is missing, must be \"object\"",
          "properties: the schema has no field, must have at least one");
    }

    @Test
    void of_other_dialects() {
      refused(
          "{'$schema':'http://json-schema.org/draft-07/schema#','type':'object','properties':{'a':{'type':'string'}}}",
          "$schema: is 'http://json-schema.org/draft-07/schema#', must be left out or https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void of_two_fields_with_one_column() {
      propertiesRefused(
          "'a_b':{'type':'string'},'a':{'type':'object','properties':{'b':{'type':'string'}}}",
          "a/b: column 'a_b' is also the name of a_b; name one of them with \"x-column\"");
    }

    @Test
    void of_column_names_that_cannot_be() {
      propertiesRefused(
          "'':{'type':'string'},'a':{'type':'string','x-column':5},'b':{'type':'string','x-column':'x\\ny'}",
          ": column name '' must have 1 to 255 characters, none of them a control character; name it with \"x-column\""
              .substring(2),
          "a/x-column: is 5, must be a text",
          "b: column name 'x\ny' must have 1 to 255 characters, none of them a control character; name it with \"x-column\"");
    }

    @Test
    void of_precisions_that_are_none() {
      propertiesRefused(
          """
          'a':{'type':'string','x-precision':5},'b':{'type':'number','x-scale':2},'c':{'type':'number','x-precision':'12'},
          'd':{'type':'number','x-precision':2,'x-scale':3},'e':{'type':'number','x-precision':9.5},
          'f':{'type':'integer','format':'epoch-millis','x-precision':5}
          """,
          "a/x-precision: is given for a string, is for numbers only",
          "b/x-scale: is given without x-precision, which must say how many digits there are in all",
          "c/x-precision: is \"12\", must be an integer",
          "d/x-precision: scale is 3, must be 0 to 2",
          "e/x-precision: is 9.5, must be an integer",
          "f/x-precision: is given for a timestamp, is for numbers only");
    }

    @Test
    void of_time_patterns_that_read_no_date_or_lose_the_time() {
      String why =
          " is no pattern of java.time: it does not read back what it writes; year, month and day are needed, and 'a' with 'h'";
      propertiesRefused(
          """
          'a':{'type':'string','x-time-pattern':'HH:mm'},'b':{'type':'string','x-time-pattern':'dd.MM.yyyy hh:mm'},
          'c':{'type':'string','x-time-pattern':'YYYY-MM-dd'},'d':{'type':'integer','x-time-pattern':'yyyy-MM-dd'}
          """,
          "a/x-time-pattern: 'HH:mm'" + why,
          "b/x-time-pattern: 'dd.MM.yyyy hh:mm'" + why,
          "c/x-time-pattern: 'YYYY-MM-dd'" + why,
          "d/x-time-pattern: is given for a integer, is for strings only");
    }

    @Test
    void of_references_that_lead_nowhere_or_back_to_themselves() {
      propertiesRefused("'a':{'$ref':'#/$defs/x'}", "Reference /$defs/x cannot be resolved");
      propertiesRefused("'a':{'$ref':'#/properties/a'}", "a: refers to itself without end");
    }

    @Test
    void of_documents_that_multiply_beyond_all_bounds() {
      StringBuilder defs = new StringBuilder("'d0':{'type':'string'}");
      for (int i = 1; i < 40; i++) {
        defs.append(
            ",'d%d':{'type':'object','properties':{'a':{'$ref':'#/$defs/d%d'},'b':{'$ref':'#/$defs/d%d'}}}"
                .formatted(i, i - 1, i - 1));
      }
      refused(
          "{'type':'object','$defs':{%s},'properties':{'x':{'$ref':'#/$defs/d39'}}}"
              .formatted(defs),
          "properties: the schema has more than 1,500 columns");
    }

    @Test
    void of_numbers_too_long_to_work_with() {
      propertiesRefused(
          "'a':{'enum':[1e999999999]}",
          "properties/a/enum/0: '1E+999999999' has more than 1,000 digits when written out");
    }
  }

  @Nested
  class Violations {
    @Test
    void name_the_kind_the_place_and_what_was_expected() {
      Schema schema =
          Schema.of(
              json(
                  """
                  {'type':'object','additionalProperties':false,'required':['x/y','a'],'properties':{
                    'a':{'type':'string'},'b':{'type':'integer','minimum':5},'c':{'type':'string','format':'date'},'x/y':{'type':'string'}}}
                  """));
      assertThat(violations(schema, "{'a':1,'b':4,'c':'2023-02-30','new/one':1}"))
          .containsExactlyInAnyOrder(
              "WRONG_TYPE /a integer found, string expected",
              "CONSTRAINT /b must have a minimum value of 5",
              "BAD_FORMAT /c '2023-02-30' is not a date such as 2018-02-06",
              "MISSING_FIELD /x~1y required field is missing",
              "UNKNOWN_FIELD /new~1one field is not in the schema");
      assertThat(violations(schema, "{'a':'x','x/y':'','b':5.0}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "date-time, 2023-02-30T10:00:00Z",
      "date-time, 2023-02-28T25:00:00Z",
      "date-time, 2023-02-28T24:00:00Z",
      "date-time, 2016-12-31T23:59:60Z",
      "date-time, 2023-02-28T10:00:00",
      "date-time, 2023-02-28",
      "date-time, 0000-01-01T00:00:00Z",
      "date-time, +12023-01-01T00:00:00Z",
      "date, 2023-02-30",
      "date, 2023-2-3",
      "date, 0000-01-01",
      "local-date-time, 2023-02-30T10:00:00",
      "local-date-time, 2023-02-28T10:00:00Z",
      "local-date-time, 2023-02-28",
    })
    void refuse_times_that_do_not_exist_or_have_another_format(String format, String text) {
      Schema schema = of("'t':{'type':'string','format':'%s'}".formatted(format));
      assertThat(schema.violations(JsonNodeFactory.instance.objectNode().put("t", text)))
          .extracting(Violation::code)
          .containsExactly(RejectionCode.BAD_FORMAT);
      assertThatThrownBy(() -> schema.columns().get(0).parse(text))
          .isInstanceOf(UnreadableValueException.class);
    }

    @Test
    void refuse_numbers_that_would_take_gigabytes_to_compare() {
      Schema schema = of("'a':{'enum':[1,2]},'b':{'type':'number','multipleOf':0.01},'c':{}");
      assertThat(
              violations(schema, "{'a':1e999999999,'b':1e999999999,'c':{'d~':[1,-1e-999999999]}}"))
          .containsExactly(
              "OUT_OF_RANGE /a '1E+999999999' has more than 1,000 digits when written out",
              "OUT_OF_RANGE /b '1E+999999999' has more than 1,000 digits when written out",
              "OUT_OF_RANGE /c/d~0/1 '-1E-999999999' has more than 1,000 digits when written out");
    }

    @Test
    void of_schemas_that_never_end_are_told_not_thrown() {
      Schema schema = of("'a':{'allOf':[{'$ref':'#/properties/a'}]}");
      assertThat(violations(schema, "{'a':1}"))
          .containsExactly("CONSTRAINT  the schema refers to itself without end");
    }

    @Test
    void can_be_stored_whatever_the_names_of_fields() {
      Schema schema = of("'a':{'type':'string'}");
      Schema strict =
          Schema.of(((ObjectNode) schema.document()).put("additionalProperties", false));
      assertThat(strict.violations(JsonNodeFactory.instance.objectNode().put("x\0y\ud800", 1)))
          .containsExactly(
              new Violation(
                  RejectionCode.UNKNOWN_FIELD, "/x\uFFFDy\uFFFD", "field is not in the schema"));
    }
  }

  @Nested
  class Values {
    @Test
    void are_equal_for_equal_documents_however_they_were_built() {
      ObjectNode built = JsonNodeFactory.instance.objectNode().put("type", "object");
      built.putObject("properties").putObject("a").put("type", "number").put("x-precision", 5L);
      Schema parsed = of("'a':{'type':'number','x-precision':5}");
      assertThat(Schema.of(built)).isEqualTo(parsed).hasSameHashCodeAs(parsed);
      assertThat(Schema.parse(parsed.toString())).isEqualTo(parsed);
    }

    @Test
    void differ_when_their_columns_have_another_order() {
      assertThat(of("'a':{'type':'string'},'b':{'type':'string'}"))
          .isNotEqualTo(of("'b':{'type':'string'},'a':{'type':'string'}"));
    }

    @Test
    void do_not_change_with_the_document_they_were_made_of_or_gave_away() {
      ObjectNode document = (ObjectNode) of("'a':{'type':'string'}").document();
      Schema schema = Schema.of(document);
      Stream.of(document, (ObjectNode) schema.document()).forEach(ObjectNode::removeAll);
      assertThat(schema).isEqualTo(of("'a':{'type':'string'}"));
    }

    @Test
    void name_their_columns_when_one_is_unknown() {
      assertThatThrownBy(() -> of("'a':{'type':'string'},'b':{'type':'string'}").indexOf("c"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("'c' is not a column (columns: a, b)");
    }
  }
}
