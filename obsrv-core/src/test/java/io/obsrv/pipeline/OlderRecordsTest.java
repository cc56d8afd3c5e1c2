package io.obsrv.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Event;
import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Schema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OlderRecordsTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object", "required": ["id", "amount"], "properties": {
            "id": {"type": "integer", "x-aliases": ["number"]},
            "amount": {"type": "number", "minimum": 0, "default": 5},
            "at": {"type": "object", "x-aliases": ["where"], "default": {}, "properties": {
              "lat": {"type": "number", "x-aliases": ["latitude"]},
              "grid": {"type": "string", "default": "WGS84"}}}}}
          """);

  private static DefinitionBuilder places() {
    return DatasetDefinition.named("places").schema(SCHEMA).key("id");
  }

  private static String[] rows(Processed processed) {
    return processed.candidates().stream()
        .map(candidate -> candidate.row() + candidate.extra().orElse(""))
        .toArray(String[]::new);
  }

  @Test
  void have_their_fields_under_the_present_names_and_get_the_defaults() {
    Processed processed =
        Stages.process(
            places().validation(ValidationMode.STRICT),
            "{'number':1,'where':{'latitude':2}}",
            "{'id':3,'amount':4,'at':{'lat':5,'grid':'x'}}",
            "{'id':6}");
    assertThat(rows(processed))
        .containsExactly("[1, 5.0, 2.0, WGS84]", "[3, 4.0, 5.0, x]", "[6, 5.0, null, WGS84]");
  }

  @Test
  void keep_an_older_name_beside_the_present_one_as_an_unknown_field() {
    assertThat(
            rows(
                Stages.process(
                    places().validation(ValidationMode.IGNORE_NEW_FIELDS),
                    "{'id':1,'number':2,'at':{'latitude':3,'lat':4}}")))
        .containsExactly("[1, 5.0, 4.0, WGS84]{\"number\":2,\"at\":{\"latitude\":3}}");
    assertThat(
            Stages.rejections(
                Stages.process(places().validation(ValidationMode.STRICT), "{'id':1,'number':2}")))
        .containsExactly(
            "0 VALIDATE UNKNOWN_FIELD /number field is not in the schema, and the dataset is strict");
  }

  @Test
  void that_are_rejected_are_kept_as_they_came() {
    String sent = "{'number': 1, 'amount': -1}";
    Processed processed = Stages.process(places(), sent);
    assertThat(Stages.rejections(processed))
        .containsExactly("0 VALIDATE CONSTRAINT /amount must have a minimum value of 0");
    assertThat(processed.rejected().get(0).record().raw())
        .isEqualTo(sent.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void are_taken_out_of_their_envelope_first() {
    assertThat(
            rows(
                Stages.process(
                    places().envelope("all"), "{'all':[{'number':1},{'id':2,'amount':3}]}")))
        .containsExactly("[1, 5.0, null, WGS84]", "[2, 3.0, null, WGS84]");
  }

  @Test
  void can_be_rows_of_a_file_with_the_older_columns() {
    Processed processed =
        Stages.pipeline(places().validation(ValidationMode.IGNORE_NEW_FIELDS))
            .process(
                List.of(
                    new Event.Cells(Map.of("number", "1", "where_latitude", "2.5", "amount", "")),
                    new Event.Cells(Map.of("id", "", "number", "3", "at_latitude", "4")),
                    new Event.Cells(Map.of("id", "5", "number", "6", "at_lat", "7"))),
                Parts.whole());
    assertThat(rows(processed))
        .containsExactly(
            "[1, 5.0, 2.5, WGS84]",
            "[3, 5.0, 4.0, WGS84]",
            "[5, 5.0, 7.0, WGS84]{\"number\":\"6\"}");
  }

  @Test
  void do_not_share_the_objects_they_are_given() {
    Processed processed =
        Stages.process(
            places().transform("grid", t -> t.jsonata("at_grid", "$string(id)")),
            "{'id':1}",
            "{'id':2}");
    assertThat(rows(processed)).containsExactly("[1, 5.0, null, 1]", "[2, 5.0, null, 2]");
    assertThat(rows(Stages.process(places(), "{'id':3}"))).containsExactly("[3, 5.0, null, WGS84]");
  }
}
