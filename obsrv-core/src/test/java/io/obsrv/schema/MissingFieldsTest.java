package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.InvalidException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingFieldsTest {
  private static final Schema SCHEMA =
      schema(
          """
          'id':{'type':'integer'},
          'city':{'type':'string','x-aliases':['town','place'],'default':'nowhere'},
          'at':{'type':'object','x-aliases':['where'],'properties':{
            'lat':{'type':'number','x-aliases':['latitude']},
            'grid':{'type':['string','null'],'default':'WGS84'}}},
          'tags':{'type':'array','items':{'type':'string'},'default':[]}
          """);

  private static Schema schema(String properties) {
    return Schema.of(json("{'type':'object','properties':{%s}}".formatted(properties)));
  }

  private static JsonNode json(String text) {
    return JsonText.parse(text.replace('\'', '"'));
  }

  @Nested
  class Given {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{'id':1,'town':'Bonn','tags':[]} | {'id':1,'tags':[],'city':'Bonn'}",
          "{'place':'Bonn','tags':[]} | {'tags':[],'city':'Bonn'}",
          "{'place':'Bonn','town':'Ulm','tags':[]} | {'place':'Bonn','tags':[],'city':'Ulm'}",
          "{'city':'Ulm','town':'Bonn','tags':[]} | {'city':'Ulm','town':'Bonn','tags':[]}",
          "{'city':null,'town':'Bonn','tags':[]} | {'city':null,'town':'Bonn','tags':[]}",
          "{'id':1} | {'id':1,'city':'nowhere','tags':[]}",
          "{'city':'a','tags':[],'where':{'latitude':1}} | {'city':'a','tags':[],'at':{'lat':1,'grid':'WGS84'}}",
          "{'city':'a','tags':[],'at':{'latitude':1,'grid':null}} | {'city':'a','tags':[],'at':{'grid':null,'lat':1}}",
          "{'city':'a','tags':[],'at':null} | {'city':'a','tags':[],'at':null}",
          "{'city':'a','tags':[],'at':7} | {'city':'a','tags':[],'at':7}",
          "[1] | [1]",
        })
    void is_what_older_names_and_defaults_have(String record, String completed) {
      JsonNode given = json(record);
      JsonNode before = given.deepCopy();
      assertThat(SCHEMA.completed(given)).isEqualTo(json(completed));
      assertThat(given).as("the record that was given").isEqualTo(before);
    }

    @Test
    void is_nothing_to_a_record_that_lacks_nothing() {
      JsonNode whole = json("{'id':1,'city':'a','at':{'lat':1,'grid':'x'},'tags':[]}");
      assertThat(SCHEMA.completed(whole)).isSameAs(whole);
      JsonNode any = json("{'b':1}");
      assertThat(schema("'a':{'type':'string'}").completed(any)).isSameAs(any);
    }

    @Test
    void is_a_default_object_with_the_defaults_inside_it() {
      Schema nested =
          schema(
              "'a':{'type':'object','default':{},'required':['b'],'properties':{'b':{'type':'integer','default':5}}}");
      assertThat(nested.completed(json("{}"))).isEqualTo(json("{'a':{'b':5}}"));
    }
  }

  @Nested
  class Columns {
    @Test
    void know_every_name_they_may_have_had() {
      assertThat(SCHEMA.column("at_lat").orElseThrow().aliases())
          .containsExactly("at_latitude", "where_lat", "where_latitude");
      assertThat(SCHEMA.column("city").orElseThrow().aliases()).containsExactly("town", "place");
      assertThat(SCHEMA.column("id").orElseThrow().aliases()).isEmpty();
    }

    @Test
    void that_kept_their_name_have_had_no_other() {
      assertThat(
              schema("'a':{'type':'string','x-column':'b','x-aliases':['b']}")
                  .columns()
                  .get(0)
                  .aliases())
          .isEmpty();
    }

    @Test
    void know_their_default() {
      assertThat(SCHEMA.column("city").orElseThrow().defaultValue()).contains(json("'nowhere'"));
      assertThat(SCHEMA.column("id").orElseThrow().defaultValue()).isEmpty();
    }
  }

  @Nested
  class Refusals {
    private void refused(String properties, String... problems) {
      assertThatThrownBy(() -> schema(properties))
          .isInstanceOfSatisfying(
              InvalidException.class,
              e ->
                  assertThat(e.problems().stream().map(Object::toString))
                      .containsExactly(problems));
    }

    @Test
    void of_aliases_name_all_problems_at_once() {
      refused(
          """
          'a':{'type':'string','x-aliases':'b'},
          'b':{'type':'string','x-aliases':['a',7,'x','x']},
          'c':{'type':'string','x-aliases':['x','c']},
          'o':{'type':'object','properties':{'p':{'type':'string','x-aliases':['a']}}}
          """,
          "a/x-aliases: is \"b\", must be an array of names",
          "b/x-aliases: holds 'a', which is a field of the same object; must be a name that is not in use",
          "b/x-aliases: holds 7, must hold texts only",
          "b/x-aliases: holds 'x', which is also an alias of 'b'; must be one field's only",
          "c/x-aliases: holds 'x', which is also an alias of 'b'; must be one field's only",
          "c/x-aliases: holds 'c', which is a field of the same object; must be a name that is not in use");
    }

    @Test
    void of_aliases_that_are_columns_elsewhere() {
      refused(
          """
          'a_x':{'type':'string'},'b_y':{'type':'string','x-aliases':['c_z']},
          'a':{'type':'object','properties':{'b':{'type':'string','x-aliases':['x']}}},
          'c':{'type':'object','properties':{'b':{'type':'string','x-aliases':['z']}}}
          """,
          "a/b/x-aliases: column 'a_x', its former name, is also the column of a_x",
          "c/b/x-aliases: column 'c_z', its former name, is also a former name of b_y");
    }

    @Test
    void of_more_former_names_than_anyone_gives() {
      String many =
          IntStream.range(0, 200)
              .mapToObj(i -> "'n%d'".formatted(i))
              .collect(Collectors.joining(","));
      refused(
          "'a':{'type':'object','x-aliases':[%s],'properties':{'b':{'type':'string','x-aliases':[%s]}}}"
              .formatted(many, many),
          "a/b/x-aliases: gives the column more than 100 former names, with those of the objects around it");
    }

    @Test
    void of_aliases_of_records_as_a_whole() {
      assertThatThrownBy(
              () ->
                  Schema.of(
                      json(
                          "{'type':'object','x-aliases':['a'],'properties':{'b':{'type':'string'}}}")))
          .hasMessageEndingWith("x-aliases: is given for records as a whole, is for fields only.");
    }

    @Test
    void of_defaults_that_would_not_pass() {
      refused(
          """
          'a':{'type':'integer','default':'x'},
          'b':{'type':'integer','minimum':5,'default':4},
          'c':{'type':'number','x-precision':3,'default':1234},
          'd':{'type':'string','format':'date','default':'2018-02-30'},
          'e':{'type':'string','default':null},
          'o':{'type':'object','default':{'q':1},'required':['p'],'properties':{'p':{'type':'string'}}}
          """
              + ",'f':{'type':'string','enum':['x'],'default':'y'}",
          "a/default: string found, integer expected",
          "b/default: must have a minimum value of 5",
          "c/default: '1234' does not fit decimal(3, 0)",
          "d/default: '2018-02-30' is not a date such as 2018-02-06",
          "e/default: null found, string expected",
          "o/default: required field is missing",
          "f/default: does not have a value in the enumeration [\"x\"]");
    }
  }
}
