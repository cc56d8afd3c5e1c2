package io.obsrv.dataset;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.policy.OnMiss;
import io.obsrv.policy.Scaling;
import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Compatibility;
import io.obsrv.schema.Schema;
import io.obsrv.table.Granularity;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionJsonTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type":"object","required":["id"],"properties":{
            "id":{"type":"string"},"at":{"type":"string","format":"date-time"},
            "amount":{"type":"number","x-precision":12,"x-scale":2}}}
          """);

  private static final DatasetDefinition PLAIN =
      DatasetDefinition.named("orders").schema(SCHEMA).build();

  private static final DatasetDefinition FULL =
      DatasetDefinition.named("orders")
          .schema(SCHEMA)
          .description("What \"customers\" order")
          .owner("asha")
          .tags("shop", "core")
          .fourEyes()
          .compatibility(Compatibility.FULL)
          .validation(ValidationMode.DISCARD_NEW_FIELDS)
          .key("id")
          .dedupWindow(Duration.ofHours(36))
          .time("at")
          .zone(ZoneId.of("Europe/Berlin"))
          .maxEventBytes(5_000)
          .scaling(new Scaling(10, 20, 4, java.util.OptionalInt.of(10_000)))
          .source("feed", ConnectorConfig.of("jsonl", Map.of("path", "/tmp/x", "follow", "true")))
          .destination("lake", ConnectorConfig.of("csv", Map.of("directory", "/tmp/y")))
          .table(
              "by_day",
              t ->
                  t.groupBy("id")
                      .every(Granularity.DAY)
                      .count()
                      .max("amount")
                      .where(field("amount").atLeast(4.5))
                      .where(field("id").isNotNull()))
          .table("all", t -> t.sum("amount"))
          .kind(Kind.TRANSACTION)
          .deletedWhen(field("state").equalTo("gone").and(field("id").isNotNull()))
          .envelope("data.events", "data.batch")
          .enrich(
              "customer",
              e ->
                  e.from("customers")
                      .on("customer", "country")
                      .field("segment", "segment")
                      .field("a", "b")
                      .onMiss(OnMiss.FAIL))
          .transform("sum up", t -> t.jsonata("total", "$sum(lines)").lenient())
          .transform("hide", t -> t.mask("card", 4).when(field("card").isNotNull()))
          .transform("seal", t -> t.encrypt("name", "pii"))
          .transform("token", t -> t.tokenise("mail", "pii"))
          .rule("present", r -> r.column("amount").notNull())
          .rule("positive", r -> r.column("amount").atLeast(0).warn())
          .rule("bounded", r -> r.column("amount").between(0, 9.5).rejectBatch())
          .rule("mail", r -> r.column("mail").matches("[^@]+@.+"))
          .rule("known", r -> r.column("state").in("new", "gone"))
          .rule("once", r -> r.unique("mail", "name").warn())
          .rule("sane", r -> r.jsonata("amount < 1000"))
          .build();

  private static DatasetDefinition read(String json) {
    return DefinitionJson.read(json.replace('\'', '"'));
  }

  private static void refused(String json, String subject, String... problems) {
    assertThatThrownBy(() -> read(json))
        .hasMessageStartingWith(subject)
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.problems().stream().map(Problem::toString)).containsExactly(problems));
  }

  @Test
  void a_definition_comes_back_as_it_was_written() {
    for (DatasetDefinition definition : new DatasetDefinition[] {PLAIN, FULL}) {
      String text = DefinitionJson.write(definition);
      assertThat(DefinitionJson.read(text)).isEqualTo(definition);
      assertThat(DefinitionJson.write(DefinitionJson.read(text))).isEqualTo(text);
    }
  }

  @Test
  void every_setting_is_written_out_in_a_fixed_order() {
    assertThat(DefinitionJson.write(PLAIN).replace('"', '\''))
        .isEqualTo(
            "{'id':'orders','kind':'EVENT','description':'','owner':'','tags':[],'fourEyes':false,'schema':"
                + SCHEMA.toString().replace('"', '\'')
                + ",'compatibility':'BACKWARD','validation':'STRICT','key':[],'dedupWindow':'PT168H','time':null,'zone':'Z',"
                + "'deletedWhen':[],'envelope':null,'maxEventBytes':1048576,"
                + "'scaling':{'batchSize':1000,'pendingPushes':64,'workers':2,'recordsPerSecond':null},'sources':{},"
                + "'destinations':{},'enrichments':[],'transformations':[],'rules':[],'tables':[]}");
  }

  @Test
  void content_hashes_are_stable_since_approvals_are_bound_to_them() {
    assertThat(DefinitionJson.contentHash(PLAIN))
        .isEqualTo("005b9169b720fe74c2f22e9fa1b5d8984407e3671f390bbb5c3e549a70f21731");
    assertThat(DefinitionJson.contentHash(FULL))
        .isEqualTo("b6a3f2760bdd88bb1a01d42ac81d4cd08619b3a564af334f96771168a4ad7ad6");
  }

  @Test
  void a_location_is_written_only_where_it_is_not_home() {
    DatasetDefinition there = PLAIN.toBuilder().location("eu").build();

    assertThat(DefinitionJson.write(there)).contains("\"location\":\"eu\"");
    assertThat(DefinitionJson.read(DefinitionJson.write(there))).isEqualTo(there);
    assertThat(there.toBuilder().location("home").build()).isEqualTo(PLAIN);
  }

  @Test
  void a_location_has_a_name_of_the_form_that_ids_have() {
    assertThatThrownBy(() -> PLAIN.toBuilder().location("EU West"))
        .hasMessage(
            "location is 'EU West', must be 1 to 56 lower-case letters (a-z), digits, '_' and '-', beginning with a letter");
  }

  @Test
  void the_order_of_settings_tags_and_sources_does_not_change_the_hash() {
    DatasetDefinition other =
        read("{'schema':%s,'tags':['b','a'],'id':'orders','time':null}".formatted(SCHEMA));
    DatasetDefinition same = PLAIN.toBuilder().tags("a", "b").build();
    assertThat(DefinitionJson.contentHash(other)).isEqualTo(DefinitionJson.contentHash(same));
  }

  @Test
  void what_is_left_out_has_its_default() {
    assertThat(read("{'id':'orders','schema':%s}".formatted(SCHEMA))).isEqualTo(PLAIN);
  }

  @Test
  void all_problems_are_told_at_once() {
    refused(
        """
        {'id':'Orders','schema':{'type':'array'},'colour':1,'kind':'master','validation':'strict','key':'id',
         'dedupWindow':'7 days','time':5,'zone':'Mars','maxEventBytes':0,'owner':{},'tags':['a',1],'fourEyes':2,'compatibility':'SOME',
         'scaling':{'batchSize':'x','size':5},'sources':{'Feed':{'type':'jsonl'},'b':{'options':{'p':[]}},'c':5},
         'destinations':{'Lake':{'type':'csv'},'d':{'typ':'x'}},
         'tables':[{'name':'t','measures':[{'aggregation':'median'}]},{'name':'u','measures':[]},5]}
        """,
        "Dataset 'Orders' cannot be read, 27 problems: ",
        "colour: is not a setting of a dataset",
        "id: must be 1 to 56 lower-case letters (a-z), digits, '_' and '-', beginning with a letter",
        "kind: is 'master', must be one of EVENT, TRANSACTION, MASTER",
        "owner: is {}, must be a text",
        "tags: is [\"a\",1], must be an array of texts",
        "fourEyes: is 2, must be true or false",
        "compatibility: is 'SOME', must be one of BACKWARD, FORWARD, FULL, NONE",
        "validation: is 'strict', must be one of STRICT, IGNORE_NEW_FIELDS, DISCARD_NEW_FIELDS",
        "key: is \"id\", must be an array of texts",
        "dedupWindow: \"7 days\" cannot be used: Text cannot be parsed to a Duration",
        "time: is 5, must be a text",
        "zone: \"Mars\" cannot be used: Unknown time-zone ID: Mars",
        "maxEventBytes: 0 cannot be used: maxEventBytes is 0, must be 1 to 67108864",
        "scaling/size: is not a setting of scaling",
        "scaling/batchSize: is \"x\", must be an integer",
        "sources/Feed/type: \"jsonl\" cannot be used: source name 'Feed' must be 1 to 48 lower-case letters, digits, '_' and '-', beginning with a letter",
        "sources/b/type: is missing",
        "sources/b/options/p: is [], must be a text, number or boolean",
        "sources/c: is 5, must be a JSON object",
        "destinations/Lake/type: \"csv\" cannot be used: destination name 'Lake' must be 1 to 48 lower-case letters, digits, '_' and '-', beginning with a letter",
        "destinations/d/typ: is not a setting of a connector",
        "destinations/d/type: is missing",
        "tables/t/measures/aggregation: is 'median', must be one of count, sum, min, max, avg",
        "tables/u/measures: table 'u' has no measure; call count(), sum(…), min(…), max(…) or avg(…)",
        "tables: is 5, must be a JSON object",
        "schema/type: is \"array\", must be \"object\"",
        "schema/properties: the schema has no field, must have at least one");
  }

  @Test
  void tables_are_read_as_strictly() {
    refused(
        """
        {'id':'orders','schema':%s,'tables':[
          {'name':'t','gruopBy':['id'],'every':'fortnight','measures':[{'aggregation':'sum'},{'aggregation':'count','field':'id'}],
           'where':[{'field':'id','operator':'==','value':1},{'field':'id','null':'yes'},{'field':'id'}]},
          {'name':'A','measures':[{'aggregation':'count'}]},
          {'name':'u','measures':[{'aggregation':'count'}]},{'name':'u','measures':[{'aggregation':'count'}]},
          {'name':'orders','measures':[{'aggregation':'count'}]}]}
        """
            .formatted(SCHEMA),
        "Dataset 'orders' cannot be read, 11 problems: ",
        "tables/t/gruopBy: is not a setting of a table",
        "tables/t/every: is 'fortnight', must be one of minute, hour, day, week, month, year",
        "tables/t/measures/aggregation: \"sum\" cannot be used: sum needs a field",
        "tables/t/measures/field: \"id\" cannot be used: count takes no field",
        "tables/t/where/operator: is '==', must be one of =, !=, <, <=, >, >=",
        "tables/t/where/null: is \"yes\", must be true or false",
        "tables/t/where/operator: is missing",
        "tables/t/where/value: is missing",
        "tables/A/name: \"A\" cannot be used: table name 'A' must be 1 to 48 lower-case letters, digits and '_', beginning with a letter",
        "tables/u: is declared twice, must have a name of its own",
        "tables/orders: table 'orders' has the name of its dataset");
  }

  @Test
  void what_records_go_through_is_read_as_strictly() {
    refused(
        """
        {'id':'orders','schema':%s,'deletedWhen':[{'field':'id'}],'envelope':{'events':'a..b','key':'c'},
         'enrichments':[{'name':'e','dataset':'customers','on':[],'fields':{'a':'b'},'onMiss':'skip'},{'name':'e'},
           {'name':'f','dataset':'customers','on':[],'fields':{'a':'b'}}],
         'transformations':[{'name':'T','operation':'jsonata','column':'a','keepLast':4},{'name':'u','operation':'hash'},
           {'name':'v','operation':'mask','column':'a','keepLast':-1,'mode':'LENIENT'}],
         'rules':[{'name':'r','test':'range','column':'a'},{'name':'s','test':'inSet','column':'a','values':[]},
           {'name':'t','test':'pattern','column':'a','min':1},{'test':'unique','columns':['a'],'action':'IGNORE'}]}
        """
            .formatted(SCHEMA),
        "Dataset 'orders' cannot be read, 21 problems: ",
        "deletedWhen/operator: is missing",
        "deletedWhen/value: is missing",
        "envelope/key: is not a setting of an envelope",
        "envelope/events: \"a..b\" cannot be used: the envelope's events 'a..b' must be field names joined with dots",
        "enrichments/e/onMiss: is 'skip', must be one of PASS, QUARANTINE, FAIL",
        "enrichments/e: is declared twice, must have a name of its own",
        "enrichments/e/dataset: is missing",
        "enrichments/e/on: is missing",
        "enrichments/e/fields: is missing",
        "enrichments/f: enrichment 'f' has no column to look up; call on(…)",
        "transformations/T/keepLast: is not a setting of the transformation jsonata",
        "transformations/T/name: is \"T\", must be 1 to 48 lower-case letters, digits, spaces, '_' and '-', beginning with a letter",
        "transformations/T/expression: is missing",
        "transformations/u/operation: is 'hash', must be one of jsonata, mask, encrypt, tokenise",
        "transformations/v/keepLast: -1 cannot be used: keepLast is -1, must be 0 to 1000",
        "rules/r: rule 'r' asks for nothing; call column(…), unique(…) or jsonata(…)",
        "rules/s/values: [] cannot be used: the set of 'a' is empty, must have a value",
        "rules/t/min: is not a setting of the rule pattern",
        "rules/t/regex: is missing",
        "rules/name: is missing",
        "rules/action: is 'IGNORE', must be one of WARN, QUARANTINE, REJECT_BATCH");
  }

  @Test
  void constants_and_options_may_be_written_as_numbers() {
    DatasetDefinition definition =
        read(
            """
            {'id':'orders','schema':%s,'sources':{'a':{'type':'x','options':{'n':5,'b':true}}},
             'tables':[{'name':'t','measures':[{'aggregation':'count'}],'where':[{'field':'amount','operator':'>','value':4.50}]}]}
            """
                .formatted(SCHEMA));
    assertThat(definition.sources().get("a").options()).isEqualTo(Map.of("n", "5", "b", "true"));
    assertThat(definition.table("t").orElseThrow().where())
        .contains(field("amount").greaterThan("4.50"));
  }

  @Test
  void a_destination_that_is_taken_away_leaves_what_was_there_before() {
    assertThat(FULL.destinations().get("lake").options()).isEqualTo(Map.of("directory", "/tmp/y"));
    assertThat(FULL.toBuilder().withoutDestination("lake").build().destinations()).isEmpty();
    assertThatThrownBy(() -> FULL.toBuilder().withoutDestination("sea"))
        .hasMessage("there is no destination 'sea', only [lake]");
  }

  @Test
  void texts_that_are_no_definition_are_refused() {
    refused(
        "{",
        "The definition cannot be read, 1 problem: ",
        "the text is not JSON: Unexpected end-of-input: expected close marker for Object (start marker at [line: 1, column: 1]) (line 1, column 2)");
    refused("[]", "The definition cannot be read, 1 problem: ", "is [], must be a JSON object");
    refused(
        "{}",
        "The definition cannot be read, 2 problems: ",
        "id: is missing",
        "schema: is missing");
  }
}
