package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.error.InvalidException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiiKeywordTest {
  private static Schema schema(String more, String properties) {
    return Schema.parse(
        "{'type':'object'%s,'properties':{%s}}".formatted(more, properties).replace('\'', '"'));
  }

  private static List<String> marked(String more, String properties) {
    return schema(more, properties).piiColumns().stream().map(Column::name).toList();
  }

  @Test
  void a_field_that_is_marked_marks_its_column() {
    assertThat(
            marked(
                "",
                """
                'id':{'type':'integer'},'mail':{'type':'string','x-pii':true,'x-column':'email'},
                'city':{'type':'string','x-pii':false}"""))
        .containsExactly("email");
  }

  @Test
  void an_object_that_is_marked_marks_what_is_inside_it_unless_that_says_otherwise() {
    String person =
        """
        'id':{'type':'integer'},
        'who':{'type':'object','x-pii':true,'properties':{
          'name':{'type':'string'},
          'at':{'type':'object','properties':{'street':{'type':'string'}}},
          'vip':{'type':'boolean','x-pii':false}}}""";

    assertThat(marked("", person)).containsExactly("who_name", "who_at_street");
    assertThat(marked(",'x-pii':true", person)).containsExactly("id", "who_name", "who_at_street");
  }

  @Test
  void a_mark_is_found_behind_references_and_within_what_is_kept_as_json() {
    assertThat(
            marked(
                ",'$defs':{'mail':{'type':'string','x-pii':true}}",
                """
                'a':{'$ref':'#/$defs/mail'},'b':{'$ref':'#/$defs/mail','x-pii':false},
                'c':{'type':'array','items':{'type':'object','properties':{'d':{'x-pii':true}}}},
                'e':{'type':'array'}"""))
        .containsExactly("a", "c");
  }

  @Test
  void a_mark_that_is_neither_true_nor_false_is_refused() {
    assertThatThrownBy(
            () -> schema(",'x-pii':1", "'a':{'type':'string','x-pii':'yes'},'b':{'x-pii':null}"))
        .isInstanceOf(InvalidException.class)
        .hasMessage(
            "The schema cannot be used, 3 problems: x-pii: is 1, must be true or false;"
                + " a/x-pii: is \"yes\", must be true or false; b/x-pii: is null, must be true or false.");
  }

  @Test
  void a_mark_asks_nothing_of_any_record() {
    Schema before = schema("", "'a':{'type':'string'}");
    Schema after = before.withField("a", Field.string().pii());

    assertThat(after.piiColumns()).extracting(Column::name).containsExactly("a");
    assertThat(SchemaChanges.between(before, after, Compatibility.FULL))
        .containsExactly(
            new SchemaChange(
                ChangeKind.DESCRIPTION_CHANGED, "a/x-pii", "", "true", ChangeClass.SAFE));
    assertThat(Evolution.between(before, after).isContradictable()).isFalse();
  }
}
